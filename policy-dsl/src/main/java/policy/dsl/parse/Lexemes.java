// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.List;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.parse.Lexeme.Kind;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// The words of a text by the parser's own judgement, for completion and hovers: they work where nothing parses.
public final class Lexemes {

    private Lexemes() {}

    /// All of them by position; none of a text that is too long to be a policy.
    public static List<Lexeme> of(Source source) {
        if (source.text().length() > SourceSet.MAX_FILE_BYTES) {
            return List.of();
        }
        var reports = new Reports(source);
        var places = new Places(source);
        List<CommonToken> tokens = Scanner.scan(source, reports);
        List<CommonToken> visible = tokens.stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        Keywords.settle(visible, places, reports);
        return tokens.stream()
                .filter(token -> token.getType() != EOF && token.getType() != UNEXPECTED)
                .map(token -> new Lexeme(kind(token.getType()), places.of(token)))
                .toList();
    }

    /// Every keyword of the language, in the order of the grammar: those of declarations first.
    public static List<String> keywords() {
        return IntStream.rangeClosed(POLICY, FALSE).mapToObj(Lexicon::word).toList();
    }

    /// Keywords almost everywhere, so no declaration should be named like them.
    public static List<String> reserved() {
        return IntStream.rangeClosed(ON, FALSE).mapToObj(Lexicon::word).toList();
    }

    /// The keywords of the clauses that a rule may have.
    ///
    /// @param effect keyword such as `mask`
    public static List<String> clausesOf(String effect) {
        return Lexicon.clausesOf(Lexicon.typeOf(effect));
    }

    private static Kind kind(int type) {
        return switch (type) {
            case DOC, COMMENT, FOREIGN_COMMENT -> Kind.COMMENT;
            case TEXT, RAW_TEXT, UNCLOSED_TEXT, UNCLOSED_RAW_TEXT, FOREIGN_QUOTES -> Kind.TEXT;
            case WORD, PATH, BAD_NAME, LEADING_WORD, DAYS, DAY -> Kind.NAME;
            case BAD_NUMBER, BARE_TEXT, CLOCK -> Kind.NUMBER;
            case EXPECT -> Kind.CLAUSE;
            case DUE_WITHIN -> Kind.KEYWORD;
            default -> other(type);
        };
    }

    private static Kind other(int type) {
        return Lexicon.beginsDeclaration(type)
                ? Kind.DECLARATION
                : Lexicon.beginsClause(type)
                        ? Kind.CLAUSE
                        : type < EQUAL ? Kind.KEYWORD : Lexicon.isNumber(type) ? Kind.NUMBER : Kind.SIGN;
    }
}
