// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import java.util.ArrayList;
import java.util.List;

/// Cuts the tokens of a text into statements, at the semicolons where the server does.
///
/// A semicolon within parentheses (`CREATE RULE … DO (a; b)`) and within the body of a function
/// (`BEGIN ATOMIC a; b; END`) separates no statements. The server's grammar ends every statement of such a
/// body with a semicolon and has no statement there that begins with `END`, so the body ends at the first
/// `END` behind a semicolon.
public final class Statements {

    public sealed interface Cut {

        /// @param statements without their semicolons, empty ones left out
        record Whole(List<List<Token>> statements) implements Cut {}

        record Unclear(String because) implements Cut {}
    }

    private final List<Token> tokens;
    private final List<List<Token>> statements = new ArrayList<>();
    private int start;

    private Statements(List<Token> tokens) {
        this.tokens = tokens;
    }

    public static Cut of(List<Token> tokens) {
        return new Statements(tokens).cut();
    }

    private Cut cut() {
        int depth = 0;
        int body = -1; // offset of its BEGIN
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (body >= 0 && beginsBody(i)) {
                return new Cut.Unclear("a function's body holds another one");
            } else if (depth == 0 && body < 0 && definesRoutine() && beginsBody(i)) {
                body = i;
            } else if (depth == 0 && body >= 0 && token.isWord("end") && endsBody(body, i)) {
                body = -1;
            } else if (depth == 0 && body < 0 && token.isSymbol(";")) {
                add(i);
                start = i + 1;
            }
        }
        add(tokens.size());
        if (statements.size() > Limits.STATEMENTS) {
            return new Cut.Unclear("the text has more than %d statements".formatted(Limits.STATEMENTS));
        }
        return new Cut.Whole(statements);
    }

    private void add(int end) {
        if (end > start) {
            statements.add(tokens.subList(start, end));
        }
    }

    private boolean beginsBody(int i) {
        return tokens.get(i).isWord("begin")
                && i + 1 < tokens.size()
                && tokens.get(i + 1).isWord("atomic");
    }

    private boolean endsBody(int begin, int i) {
        return tokens.get(i - 1).isSymbol(";") || i == begin + 2;
    }

    /// Whether the statement begins as `CREATE [OR REPLACE] FUNCTION` or `PROCEDURE` do.
    private boolean definesRoutine() {
        if (!word(start, "create")) {
            return false;
        }
        int object = word(start + 1, "or") && word(start + 2, "replace") ? start + 3 : start + 1;
        return word(object, "function") || word(object, "procedure");
    }

    private boolean word(int i, String word) {
        return i < tokens.size() && tokens.get(i).isWord(word);
    }
}
