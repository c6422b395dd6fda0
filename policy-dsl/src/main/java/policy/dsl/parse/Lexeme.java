// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import policy.dsl.source.Span;

/// One word, sign or comment of a text, for tools that look at places which do not parse yet.
public record Lexeme(Kind kind, Span span) {

    public enum Kind {
        /// A keyword that begins a declaration, standing where it does so.
        DECLARATION,
        /// A keyword that begins a clause, or `expect`, standing where it does so.
        CLAUSE,
        /// Any other keyword in its place.
        KEYWORD,
        /// A name, dotted or not.
        NAME,
        TEXT,
        NUMBER,
        /// An operator, a bracket, a comma.
        SIGN,
        /// `//` and `///`, and what other languages write for them.
        COMMENT
    }

    public String text() {
        return span.text();
    }

    public boolean is(String text) {
        return kind != Kind.TEXT && kind != Kind.COMMENT && text().equals(text);
    }
}
