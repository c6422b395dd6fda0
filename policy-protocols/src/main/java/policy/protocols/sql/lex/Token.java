// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

/// One token of a text.
///
/// @param text what it means: a word and a quoted identifier as the server folds and cuts them, a string with
///     its escapes undone, everything else as written
/// @param start offset of its first character in the text
/// @param end offset behind its last character
public record Token(Kind kind, String text, int start, int end) {

    public enum Kind {
        /// A keyword or an identifier without quotes, in lower case.
        WORD,
        /// An identifier in double quotes; never a keyword.
        QUOTED,
        /// A constant in quotes of any kind: `'…'`, `E'…'`, `U&'…'`, `$$…$$`.
        STRING,
        /// `B'…'` or `X'…'`.
        BITS,
        NUMBER,
        /// `$1`.
        PARAMETER,
        /// One or more of `+-*/<>=~!@#%^&|?` and the backquote, such as `->>`.
        OPERATOR,
        /// One of `( ) [ ] , ; : .` or `::`, `..`, `:=`.
        SYMBOL
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
