// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import java.util.Optional;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Expression;
import policy.dsl.source.Span;

/// A place where a symbol is written.
///
/// @param span of the name alone
/// @param meaning what the name stands for; only where it is declared
/// @param implied whether nobody wrote it: the alias of an import without `as`, whose place is the policy's last word
public record Occurrence(Symbol symbol, Span span, Optional<Meaning> meaning, boolean implied) {

    public sealed interface Meaning {

        /// A rule, a let, a list or an invariant.
        record Declared(Declaration declaration) implements Meaning {}

        /// A policy, which all its files declare.
        record Policy() implements Meaning {}

        /// The word before the dot of names of another policy.
        record Import(String policy) implements Meaning {}

        record Parameter(String let) implements Meaning {}

        /// What a quantifier calls one item.
        record Item(Expression list) implements Meaning {}

        /// A column of a test's table.
        record Column() implements Meaning {}
    }

    static Occurrence declaration(Symbol symbol, Span span, Meaning meaning) {
        return new Occurrence(symbol, span, Optional.of(meaning), false);
    }

    static Occurrence use(Symbol symbol, Span span) {
        return new Occurrence(symbol, span, Optional.empty(), false);
    }

    public boolean declares() {
        return meaning.isPresent();
    }

    public String file() {
        return span.source().name();
    }
}
