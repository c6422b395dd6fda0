// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.util.List;
import java.util.Optional;
import policy.dsl.source.Span;

/// What stands at the top level of a policy file.
public sealed interface Declaration {

    Span span();

    /// `allow engineers_read on http { … }`.
    ///
    /// @param doc the text of the `///` lines before it, without the slashes; empty if there are none
    /// @param protocol the word after `on`; may be `any`
    record RuleDeclaration(String doc, Effect effect, Name name, Name protocol, List<Clause> clauses, Span span)
            implements Declaration {
        public RuleDeclaration {
            clauses = List.copyOf(clauses);
        }
    }

    /// The effect keywords of rules.
    enum Effect {
        ALLOW,
        DENY,
        APPROVE,
        MASK
    }

    /// `let cardholder = ["cards", "payouts"]`.
    record LetDeclaration(String doc, Name name, Expression value, Span span) implements Declaration {}

    /// `test "…" for sql in [ … ] { … }`.
    ///
    /// @param table the rows to run it for; without one it runs once
    record TestDeclaration(
            String doc,
            Text title,
            Optional<Table> table,
            List<Given> givens,
            List<Expectation> expectations,
            Span span)
            implements Declaration {
        public TestDeclaration {
            givens = List.copyOf(givens);
            expectations = List.copyOf(expectations);
        }
    }

    /// `for name in [ … ]`: the test runs once for each row, with the name standing for it.
    record Table(Name name, List<Expression> rows, Span span) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /// One part of a test's request: `subject { … }`, `resource { … }`, or a protocol's sample (`http { … }`).
    record Given(Name part, Expression value, Span span) {}

    /// One item after `expect`: `deny by secrets_in_prompt`, `mask by m`, `deny because "…"`.
    ///
    /// @param outcome `allow`, `deny`, `approve` or `mask`
    /// @param rule the rule that must be among those that made it
    /// @param message what the reason must contain
    record Expectation(Name outcome, Optional<Name> rule, Optional<Text> message, Span span) {}

    /// A quoted text without templates.
    record Text(String text, Span span) {}

    /// Stands where text did not parse; a diagnostic tells about it.
    record Invalid(Span span) implements Declaration {}
}
