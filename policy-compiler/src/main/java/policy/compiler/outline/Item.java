// SPDX-License-Identifier: Apache-2.0
package policy.compiler.outline;

import policy.dsl.ast.Declaration;
import policy.dsl.source.Span;

/// One declaration.
///
/// @param policy name of the policy it stands in; empty where the file has none
/// @param name of a test its title, of an import the policy imported
/// @param declaration as if it stood in the one style, without comments: its spans are in that text
/// @param span where it is really written
public record Item(Kind kind, String policy, String name, Declaration declaration, Span span) {

    /// `shop.read`, or the title of a test.
    public String id() {
        return policy.isEmpty() || kind == Kind.TEST || kind == Kind.IMPORT ? name : policy + "." + name;
    }

    /// `file:line:column`.
    public String place() {
        return span.place();
    }

    public String file() {
        return span.source().name();
    }

    /// All of it but its documentation, in one line.
    public String text() {
        return OneLine.of(declaration.span());
    }

    public String doc() {
        return switch (declaration) {
            case Declaration.LetDeclaration let -> let.doc();
            case Declaration.ListDeclaration list -> list.doc();
            case Declaration.RuleDeclaration rule -> rule.doc();
            case Declaration.TestDeclaration test -> test.doc();
            case Declaration.InvariantDeclaration invariant -> invariant.doc();
            case Declaration.ImportDeclaration _, Declaration.Invalid _ -> "";
        };
    }
}
