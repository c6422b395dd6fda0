// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import java.util.List;

/// What the lexer makes of a text.
public sealed interface Lexed {

    record Tokens(List<Token> tokens) implements Lexed {
        public Tokens {
            tokens = List.copyOf(tokens);
        }
    }

    /// @param because why the text cannot be read, in words for the blocked person
    record Unreadable(String because) implements Lexed {}
}
