// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import policy.protocols.sql.lex.Keywords;
import policy.protocols.sql.lex.Token;

/// Hands the lexer's tokens to the grammar, with the types the grammar knows them by.
final class Tokens {

    private static final Map<String, Integer> WORDS = words();
    private static final Map<String, Integer> SIGNS = Map.ofEntries(
            Map.entry("(", Grammar.LPAREN),
            Map.entry(")", Grammar.RPAREN),
            Map.entry("[", Grammar.LBRACKET),
            Map.entry("]", Grammar.RBRACKET),
            Map.entry(",", Grammar.COMMA),
            Map.entry(";", Grammar.SEMICOLON),
            Map.entry(":", Grammar.COLON),
            Map.entry(".", Grammar.DOT),
            Map.entry("::", Grammar.TYPECAST),
            Map.entry("..", Grammar.DOTDOT),
            Map.entry(":=", Grammar.ASSIGN));

    private Tokens() {}

    /// A token of the grammar that remembers what it was made from.
    static final class Made extends CommonToken {

        private final transient Token from;

        Made(int type, Token from) {
            super(type, from.text());
            this.from = from;
            setStartIndex(from.start());
            setStopIndex(from.end() - 1);
        }

        boolean quoted() {
            return from.kind() == Token.Kind.QUOTED;
        }
    }

    static CommonTokenStream stream(List<Token> tokens) {
        var made = new ArrayList<CommonToken>(tokens.size());
        boolean behindPoint = false;
        for (Token token : tokens) {
            // Behind a point every word is a name.
            made.add(new Made(behindPoint && token.kind() == Token.Kind.WORD ? Grammar.IDENT : type(token), token));
            behindPoint = token.isSymbol(".");
        }
        return new CommonTokenStream(new ListTokenSource(made));
    }

    private static int type(Token token) {
        return switch (token.kind()) {
            case WORD -> WORDS.getOrDefault(token.text(), Grammar.IDENT);
            case QUOTED -> Grammar.IDENT;
            case STRING -> Grammar.STRING;
            case BITS -> Grammar.BITS;
            case NUMBER -> Grammar.NUMBER;
            case PARAMETER -> Grammar.PARAMETER;
            case SYMBOL -> Objects.requireNonNull(SIGNS.get(token.text()), "the lexer knows the same signs");
            case OPERATOR ->
                switch (token.text()) {
                    case "*" -> Grammar.STAR;
                    case "=" -> Grammar.EQ;
                    case "=>" -> Grammar.ARROW;
                    default -> Grammar.OPERATOR;
                };
        };
    }

    private static Map<String, Integer> words() {
        var types = new HashMap<String, Integer>();
        Keywords.RESERVED.forEach(word -> types.put(word, Grammar.RESERVED));
        Keywords.FUNCTION_OR_TYPE.forEach(word -> types.put(word, Grammar.FUNCTION_WORD));
        Stream.of(
                        "current_catalog",
                        "current_date",
                        "current_role",
                        "current_schema",
                        "current_time",
                        "current_timestamp",
                        "current_user",
                        "localtime",
                        "localtimestamp",
                        "session_user",
                        "system_user",
                        "user")
                .forEach(word -> types.put(word, Grammar.NILADIC));
        Stream.of(
                        "json",
                        "json_array",
                        "json_arrayagg",
                        "json_exists",
                        "json_object",
                        "json_objectagg",
                        "json_query",
                        "json_scalar",
                        "json_serialize",
                        "json_value",
                        "normalize",
                        "overlay",
                        "position",
                        "substring",
                        "trim",
                        "xmlconcat",
                        "xmlelement",
                        "xmlexists",
                        "xmlforest",
                        "xmlparse",
                        "xmlpi",
                        "xmlroot",
                        "xmlserialize")
                .forEach(word -> types.put(word, Grammar.OPEN_FUNCTION));
        ownTypes(types);
        return Map.copyOf(types);
    }

    /// The words the grammar has a type of its own for: those whose name is the word in capitals.
    private static void ownTypes(Map<String, Integer> types) {
        var others = Set.of(
                Grammar.IDENT,
                Grammar.RESERVED,
                Grammar.STRING,
                Grammar.BITS,
                Grammar.NUMBER,
                Grammar.PARAMETER,
                Grammar.OPERATOR,
                Grammar.STAR,
                Grammar.EQ,
                Grammar.LPAREN,
                Grammar.RPAREN,
                Grammar.LBRACKET,
                Grammar.RBRACKET,
                Grammar.COMMA,
                Grammar.SEMICOLON,
                Grammar.COLON,
                Grammar.DOT,
                Grammar.TYPECAST,
                Grammar.DOTDOT,
                Grammar.ASSIGN,
                Grammar.ARROW,
                Grammar.NILADIC,
                Grammar.OPEN_FUNCTION,
                Grammar.FUNCTION_WORD);
        for (int type = 1; type <= Grammar.VOCABULARY.getMaxTokenType(); type++) {
            if (!others.contains(type)) {
                String name = Grammar.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT);
                types.put(name.endsWith("_word") ? name.substring(0, name.length() - 5) : name, type);
            }
        }
    }
}
