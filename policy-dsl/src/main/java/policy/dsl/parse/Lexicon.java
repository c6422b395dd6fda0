// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The words of the language by what they begin. Token types are numbered in the order of the grammar, which lists
/// words
/// of one kind together.
final class Lexicon {

    private static final List<String> CONDITIONS = List.of("when", "unless");
    private static final List<String> MESSAGES = List.of("because", "help");

    static final List<String> DECLARATIONS = words(POLICY, INVARIANT);
    static final List<String> EFFECTS = words(ALLOW, RECORD);
    static final List<String> CLAUSES = words(WHEN, KEEP);
    static final List<String> DAYS_OF_THE_WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private Lexicon() {}

    private static List<String> words(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Lexicon::word).toList();
    }

    static String word(int type) {
        return VOCABULARY.getLiteralName(type).replace("'", "");
    }

    /// The type of a keyword that begins something.
    static int typeOf(String keyword) {
        return keyword(keyword).orElseThrow(() -> new IllegalArgumentException(keyword));
    }

    /// The type of a word, if it is one that can be a keyword.
    static Optional<Integer> keyword(String word) {
        return IntStream.rangeClosed(POLICY, FALSE)
                .filter(type -> word(type).equals(word))
                .boxed()
                .findFirst();
    }

    /// Landmarks of the grammar: tokens that stand nowhere but at the beginning of a declaration.
    static boolean beginsDeclaration(int type) {
        return type >= POLICY && type <= INVARIANT;
    }

    static boolean isEffect(int type) {
        return type >= ALLOW && type <= RECORD;
    }

    static boolean beginsClause(int type) {
        return type >= WHEN && type <= KEEP;
    }

    /// Keywords of one place within a declaration or clause, plain names anywhere else.
    static boolean isLocal(int type) {
        return type >= FROM && type <= SATISFIES;
    }

    /// Keywords within a declaration or expression; only a field may be named like them.
    static boolean isInner(int type) {
        return type >= ON && type <= FALSE;
    }

    static boolean isOperatorWord(int type) {
        return type >= OR && type <= FINDS;
    }

    static boolean isOperatorSign(int type) {
        return type >= EQUAL && type <= FOREIGN_OPERATOR;
    }

    static boolean isNumber(int type) {
        return type >= INT && type <= BAD_NUMBER;
    }

    static boolean opens(int type) {
        return type == LPAREN || type == LBRACK || type == LBRACE || type == BODY || type == CALL || type == KEY;
    }

    static boolean closes(int type) {
        return type == RPAREN || type == RBRACK || type == RBRACE;
    }

    /// Whether something must follow this token.
    static boolean isContinued(int type) {
        return switch (type) {
            case LPAREN, LBRACK, CALL, KEY, COMMA, COLON, EXPECT, GROUP, HAS -> true;
            case ON, OF, BY, AS, FOR, WITH -> true;
            case REQUIRED, ONCE, DURABLE -> false;
            default ->
                isOperatorWord(type)
                        || isOperatorSign(type)
                        || isLocal(type)
                        || beginsDeclaration(type)
                        || beginsClause(type);
        };
    }

    /// The clauses a rule of this effect has.
    static List<String> clausesOf(int effect) {
        List<String> own = switch (effect) {
            case ALLOW -> List.of("because");
            case DENY -> MESSAGES;
            case APPROVE ->
                List.of(
                        "ask",
                        "reason",
                        "within",
                        "escalate",
                        "grant",
                        "channel",
                        "durable",
                        "break_glass",
                        "because",
                        "help");
            case MASK -> List.of("find", "column", "field", "header");
            case LIMIT -> List.of("at", "because", "help");
            case RECORD -> List.of("keep");
            default -> CLAUSES.stream().filter(c -> !CONDITIONS.contains(c)).toList();
        };
        return Stream.concat(CONDITIONS.stream(), own.stream()).toList();
    }

    /// As a sentence lists them: `a`, `b` and `c`.
    static String listed(List<String> words, String last) {
        String all = words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        int end = all.lastIndexOf(", ");
        return end < 0 ? all : all.substring(0, end) + " " + last + all.substring(end + 1);
    }
}
