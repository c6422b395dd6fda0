// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import policy.protocols.sql.lex.Keywords;
import policy.protocols.sql.lex.Token;
import policy.protocols.sql.parse.Parsing.NotRead;

/// The tokens of a statement, read from the front word by word.
final class Words {

    private final List<Token> tokens;
    private int at;

    Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// Goes on behind these words if they are next, all of them.
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /// Goes on behind the next word if it is one of these.
    boolean acceptOneOf(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    boolean next(String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }

    boolean nextSymbol(String symbol) {
        return at < tokens.size() && tokens.get(at).isSymbol(symbol);
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /// The next token's text; empty at the end.
    String take() {
        return atEnd() ? "" : tokens.get(at++).text();
    }

    /// A name, which a reserved word cannot be.
    String takeName() throws NotRead {
        Token token = atEnd() ? null : tokens.get(at);
        boolean name = token != null
                && (token.kind() == Token.Kind.QUOTED
                        || (token.kind() == Token.Kind.WORD
                                && !Keywords.RESERVED.contains(token.text())
                                && !Keywords.FUNCTION_OR_TYPE.contains(token.text())));
        if (token == null || !name) {
            throw new NotRead(
                    token == null ? "a name is missing" : "`%s` stands where a name is read".formatted(token.text()));
        }
        at++;
        return token.text();
    }

    /// The parts of a name with points in it.
    List<String> takeParts() throws NotRead {
        var parts = new ArrayList<>(List.of(takeName()));
        while (nextSymbol(".")) {
            at++;
            if (atEnd()
                    || (tokens.get(at).kind() != Token.Kind.WORD
                            && tokens.get(at).kind() != Token.Kind.QUOTED)) {
                throw new NotRead("a name ends in a point");
            }
            parts.add(take());
        }
        return parts;
    }

    /// A table, as `t`, `s.t`, `ONLY t`, `ONLY (t)` or `t *`.
    Table takeTable() throws NotRead {
        boolean only = accept("only");
        boolean parenthesis = only && nextSymbol("(");
        if (parenthesis) {
            at++;
        }
        List<String> parts = takeParts();
        if (parenthesis && !nextSymbol(")")) {
            throw new NotRead("a parenthesis is not closed");
        }
        if (parenthesis || (!only && !atEnd() && tokens.get(at).text().equals("*"))) {
            at++;
        }
        return new Table(Names.schema(parts), parts.getLast());
    }

    /// Tables with commas between them.
    List<Table> takeTables() throws NotRead {
        var tables = new ArrayList<>(List.of(takeTable()));
        while (nextSymbol(",")) {
            at++;
            tables.add(takeTable());
        }
        return tables;
    }

    /// @throws NotRead if there is more
    void end() throws NotRead {
        if (!atEnd()) {
            throw new NotRead("the statement is not one that is read, from character %d on"
                    .formatted(tokens.get(at).start() + 1));
        }
    }

    /// Goes on behind the parenthesis that closes the one that is next, or to the end.
    List<Token> takeParenthesized() {
        int from = at + 1;
        int depth = 0;
        while (at < tokens.size()) {
            depth += step(tokens.get(at));
            at++;
            if (depth == 0) {
                return tokens.subList(from, at - 1);
            }
        }
        return tokens.subList(Math.min(from, at), at);
    }

    List<Token> rest() {
        return tokens.subList(at, tokens.size());
    }

    boolean restHas(String... words) {
        return rest().stream().anyMatch(token -> List.of(words).stream().anyMatch(token::isWord));
    }

    /// The tokens before the first of these words outside of parentheses; goes on at that word, or at the end.
    List<Token> takeUntil(String... words) {
        int from = at;
        int depth = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (depth == 0 && List.of(words).stream().anyMatch(token::isWord)) {
                break;
            }
            depth += step(token);
            at++;
        }
        return tokens.subList(from, at);
    }

    private static int step(Token token) {
        return token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
    }
}
