// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;

/// Which words are keywords where they stand. Keywords forbid no names: `resource.env == test` and `{ help: "x" }` are
/// about words, `test "…" {` and a line that begins with `help` are not.
///
/// A word is a keyword where what follows has the shape of that keyword's declaration or clause, or where it begins a
/// line that does not continue the one before. This holds in broken text too, so after a mistake the parser can go on
/// at the next one. A misspelt keyword in such a place is told here and taken as what it was meant to be.
final class Keywords {

    private static final Set<String> DECLARATIONS = Set.of("let", "allow", "deny", "approve", "mask", "test");
    private static final Set<String> CLAUSES = Set.of("when", "unless", "because", "help", "ask", "within", "find");
    private static final Set<String> PARTS = Set.of("expect");

    private final List<CommonToken> tokens;
    private final Places places;
    private final Reports reports;

    /// Open brackets since the last declaration began, and whether that is a test.
    private int depth;

    private boolean inTest;

    /// @param tokens those the parser reads, without comments, ending in EOF
    private Keywords(List<CommonToken> tokens, Places places, Reports reports) {
        this.tokens = tokens;
        this.places = places;
        this.reports = reports;
    }

    static void settle(List<CommonToken> visible, Places places, Reports reports) {
        new Keywords(visible, places, reports).settle();
    }

    private void settle() {
        for (int i = 0; i < tokens.size(); i++) {
            CommonToken token = tokens.get(i);
            if (isContextual(token.getType()) && !isKeyword(i)) {
                token.setType(WORD);
            }
            if ((token.getType() == WORD || token.getType() == PATH) && leads(i)) {
                mend(i);
            }
            follow(token.getType());
        }
    }

    /// Landmarks of the grammar: tokens that stand nowhere but at the beginning of a declaration.
    static boolean beginsDeclaration(int type) {
        return switch (type) {
            case POLICY, LET, ALLOW, DENY, APPROVE, MASK, TEST -> true;
            default -> false;
        };
    }

    static boolean beginsClause(int type) {
        return switch (type) {
            case WHEN, UNLESS, BECAUSE, HELP, ASK, WITHIN, FIND -> true;
            default -> false;
        };
    }

    private void follow(int type) {
        switch (type) {
            case LBRACE, LBRACK, LPAREN -> depth++;
            case RBRACE, RBRACK, RPAREN -> depth = Math.max(0, depth - 1);
            default -> {
                if (beginsDeclaration(type)) {
                    depth = 0;
                    inTest = type == TEST;
                } else if ((beginsClause(type) && !inTest) || type == EXPECT) {
                    depth = 1;
                }
            }
        }
    }

    private static boolean isContextual(int type) {
        return beginsDeclaration(type) || beginsClause(type) || type == EXPECT || isInnerKeyword(type);
    }

    /// Keywords within a declaration or expression; only a field may be named like them.
    private static boolean isInnerKeyword(int type) {
        return type >= ON && type <= FALSE;
    }

    private boolean isKeyword(int i) {
        int type = type(i);
        if (type(i + 1) == COLON || isNamePlace(i)) {
            return false;
        }
        return switch (type) {
            case POLICY -> i == 0 || (depth == 0 && leads(i));
            case LET -> (depth == 0 && leads(i)) || (isWord(i + 1) && type(i + 2) == ASSIGN);
            case ALLOW, DENY, APPROVE, MASK -> (depth == 0 && leads(i)) || (isWord(i + 1) && type(i + 2) == ON);
            case TEST -> (depth == 0 && leads(i)) || (type(i + 1) == TEXT && canLead(i));
            case WHEN, UNLESS -> leads(i) || followsEmptyClause(i) || (beginsOperand(i + 1) && canLead(i));
            case BECAUSE -> leads(i) || followsEmptyClause(i) || type(i + 1) == TEXT || followsOutcome(i);
            case HELP -> leads(i) || followsEmptyClause(i) || type(i + 1) == TEXT;
            case ASK, WITHIN -> leads(i) || followsEmptyClause(i) || isNumber(type(i + 1));
            case FIND ->
                leads(i) || followsEmptyClause(i) || (isWord(i + 1) && (type(i + 2) == COMMA || type(i + 2) == AS));
            case EXPECT -> startsLine(i) || leads(i) || (isWord(i + 1) && !isContinued(type(i - 1)));
            case GROUP -> type(i + 1) == LPAREN;
            default -> true;
        };
    }

    private boolean followsOutcome(int i) {
        return inTest && !isContinued(type(i - 1));
    }

    /// Whether the clause on the line before is only its keyword, and this word is not the condition it lacks.
    private boolean followsEmptyClause(int i) {
        return startsLine(i)
                && beginsClause(type(i - 1))
                && !(type(i + 1) >= OR && type(i + 1) <= FINDS)
                && !(type(i + 1) >= EQUAL && type(i + 1) <= FOREIGN_OPERATOR);
    }

    /// After `allow`, `let` and the like stands a name, whatever it is.
    private boolean isNamePlace(int i) {
        return switch (type(i - 1)) {
            case LET, ALLOW, DENY, APPROVE, MASK -> !startsLine(i) && type(i) != ON;
            default -> false;
        };
    }

    /// Whether this token begins a line, or the body of a rule or test, and what stands before it is complete.
    private boolean leads(int i) {
        return (startsLine(i) || (type(i - 1) == LBRACE && depth == 1)) && !isContinued(type(i - 1));
    }

    private boolean canLead(int i) {
        return startsLine(i) || !isContinued(type(i - 1));
    }

    private boolean startsLine(int i) {
        return i == 0
                || i >= tokens.size()
                || tokens.get(i - 1).getLine() < tokens.get(i).getLine();
    }

    /// Whether something must follow this token.
    private static boolean isContinued(int type) {
        return switch (type) {
            case LPAREN, LBRACK, COMMA, COLON, EXPECT, GROUP, HAS -> true;
            case ON, OF, BY, AS, FOR, WITH -> true;
            default ->
                (type >= OR && type <= FINDS)
                        || (type >= EQUAL && type <= FOREIGN_OPERATOR)
                        || beginsDeclaration(type)
                        || beginsClause(type);
        };
    }

    /// A word that leads where only keywords may: a misspelt keyword becomes that keyword.
    private void mend(int i) {
        CommonToken token = tokens.get(i);
        if (i == 0 && (type(1) == PATH || (type(1) == WORD && startsLine(2)))) {
            token.setType(POLICY);
            reports.slip(Diagnostic.of(
                    Code.P104,
                    "the file does not begin with `policy` and a name",
                    places.of(token),
                    "expected `policy`",
                    "write `policy " + tokens.get(1).getText() + "` as the first line"));
        } else if (depth == 0) {
            if (type(i + 1) == TEXT || (isWord(i + 1) && (type(i + 2) == ON || type(i + 2) == ASSIGN))) {
                misspelt(token, DECLARATIONS);
            }
        } else if (depth == 1 && inTest) {
            if (isWord(i + 1)) {
                misspelt(token, PARTS);
            }
        } else if (depth == 1 && !misspelt(token, CLAUSES)) {
            token.setType(LEADING_WORD);
        }
    }

    private boolean misspelt(CommonToken token, Set<String> keywords) {
        Optional<String> meant = Nearest.to(token.getText(), keywords);
        meant.ifPresent(keyword -> {
            token.setType(typeOf(keyword));
            reports.slip(Diagnostic.of(
                    Code.P107,
                    "unknown keyword `" + token.getText() + "`",
                    places.of(token),
                    "not a keyword",
                    "did you mean `" + keyword + "`?"));
        });
        return meant.isPresent();
    }

    private static int typeOf(String keyword) {
        for (int type = POLICY; type <= EXPECT; type++) {
            if (VOCABULARY.getLiteralName(type).equals("'" + keyword + "'")) {
                return type;
            }
        }
        throw new IllegalArgumentException(keyword);
    }

    private boolean beginsOperand(int i) {
        return switch (type(i)) {
            case TEXT, RAW_TEXT, NOT, BANG, HAS, TRUE, FALSE, LPAREN, LBRACK, LBRACE -> true;
            default -> isWord(i) || type(i) == PATH || isNumber(type(i));
        };
    }

    private static boolean isNumber(int type) {
        return type == INT || type == DURATION || type == BAD_NUMBER;
    }

    /// A word or a keyword that may turn out to be one.
    private boolean isWord(int i) {
        int type = type(i);
        return type == WORD || beginsDeclaration(type) || beginsClause(type) || type == EXPECT || type == GROUP;
    }

    private int type(int i) {
        return i < 0 || i >= tokens.size() ? Token.EOF : tokens.get(i).getType();
    }
}
