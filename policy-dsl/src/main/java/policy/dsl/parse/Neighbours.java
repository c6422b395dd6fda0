// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/// What stands around a token, and in what: all that [Keywords] knows when it settles one. Tokens before it are
/// settled,
/// those after it are not.
final class Neighbours {

    private static final List<String> RULES =
            Stream.concat(Lexicon.EFFECTS.stream(), Stream.of("invariant")).toList();

    private final List<CommonToken> tokens;

    /// Open brackets since the last declaration began.
    private int depth;

    /// The first of them.
    private int outermost = Token.EOF;

    /// The keyword of the declaration, and the last keyword that began a declaration, a clause or `expect`.
    private int declaration = Token.EOF;

    private int head = Token.EOF;
    private int last = Token.EOF;
    private boolean reviewed;

    Neighbours(List<CommonToken> tokens) {
        this.tokens = tokens;
    }

    /// Goes on after a token of this type.
    void follow(int type) {
        if (type == PART || type == BODY) {
            depth = 1;
            outermost = LBRACE;
        } else if (Lexicon.opens(type)) {
            outermost = depth == 0 ? type : outermost;
            depth++;
        } else if (Lexicon.closes(type)) {
            depth = Math.max(0, depth - 1);
        } else if (Lexicon.beginsDeclaration(type)) {
            depth = 0;
            declaration = type;
            head = type;
        } else if (Lexicon.beginsClause(type) || type == EXPECT) {
            if (type == EXPECT || (!inTest() && declaration != LIST)) {
                depth = 1;
                outermost = LBRACE;
            }
            // `because` belongs to an outcome, `at` may to a channel.
            if (!(inTest() && type != EXPECT) && !(type == AT && last == CHANNEL)) {
                head = type;
            }
        }
        if (type == DUE_WITHIN) {
            head = type;
        }
        last = type;
        reviewed = type == REVIEW || (reviewed && head == BREAK_GLASS);
    }

    int depth() {
        return depth;
    }

    int head() {
        return head;
    }

    /// The keyword of the rule the token stands in, if it is one.
    int effect() {
        return declaration;
    }

    boolean inTest() {
        return declaration == TEST;
    }

    /// Whether a part of a test could begin here, as far as brackets tell.
    boolean betweenParts() {
        return inTest() && depth == 1 && outermost == LBRACE;
    }

    /// Whether this word names a part of a test although brackets are open: nothing else has its shape.
    boolean beginsPart(int i) {
        boolean braces = type(i + 1) == LBRACE && (depth != 1 || outermost == LBRACK);
        boolean text = type(i + 1) == TEXT && depth > 1 && outermost == LBRACE && type(i - 1) != COMMA;
        return inTest() && startsLine(i) && !startsLine(i + 1) && (braces || text);
    }

    /// Whether this brace begins the body of a test although the list of its table is open.
    boolean beginsBody(int i) {
        boolean between = Lexicon.opens(type(i - 1)) || type(i - 1) == COMMA || type(i - 1) == COLON;
        return inTest() && depth > 0 && outermost == LBRACK && !startsLine(i) && !between;
    }

    /// Whether this brace would close a rule or a test that goes on behind it.
    boolean closesTooEarly(int i) {
        if (depth != 1 || outermost != LBRACE || startsLine(i) || !startsLine(i + 1)) {
            return false;
        }
        boolean part = type(i + 1) == EXPECT
                || (type(i + 1) == WORD && !startsLine(i + 2) && (type(i + 2) == LBRACE || type(i + 2) == TEXT));
        boolean goesOn = inTest() ? part && !lacksOpening(i) : inRule() && Lexicon.beginsClause(type(i + 1));
        return goesOn && !opensInLine(i);
    }

    /// Whether this brace closes one of its own line, whatever other brackets stand between.
    private boolean opensInLine(int i) {
        int open = 0;
        for (int at = i - 1; at >= 0 && !startsLine(at + 1) && open <= 0; at--) {
            open += type(at) == LBRACE ? 1 : type(at) == RBRACE ? -1 : 0;
        }
        return open > 0;
    }

    /// Whether this brace belongs to fields whose own is missing: `subject id: "ana" }`.
    private boolean lacksOpening(int i) {
        int open = 0;
        for (int at = i - 1; at >= 0 && !startsLine(at + 1); at--) {
            open += Lexicon.closes(type(at)) ? 1 : Lexicon.opens(type(at)) ? -1 : 0;
            if (open == 0 && type(at) == COLON) {
                return true;
            }
        }
        return false;
    }

    boolean inInvariant() {
        return declaration == INVARIANT;
    }

    boolean inRule() {
        return Lexicon.isEffect(declaration);
    }

    /// Whether a `break_glass` has named who reviews.
    boolean reviewed() {
        return reviewed;
    }

    boolean namesReviewers() {
        return head == ASK || head == ESCALATE || head == BREAK_GLASS;
    }

    int type(int i) {
        return i < 0 || i >= tokens.size() ? Token.EOF : tokens.get(i).getType();
    }

    /// A word or a keyword that may turn out to be one.
    boolean isWord(int i) {
        int type = type(i);
        return type == WORD
                || Lexicon.beginsDeclaration(type)
                || Lexicon.beginsClause(type)
                || Lexicon.isLocal(type)
                || type == EXPECT
                || type == GROUP;
    }

    /// Whether a name stands right after this token.
    boolean isNamed(int i) {
        return isWord(i + 1) && !startsLine(i + 1);
    }

    boolean startsLine(int i) {
        return i == 0
                || i >= tokens.size()
                || tokens.get(i - 1).getLine() < tokens.get(i).getLine();
    }

    /// Whether this token begins a line, or the body of a rule or test, and what stands before it is complete.
    boolean leads(int i) {
        return (startsLine(i) || (type(i - 1) == LBRACE && depth == 1)) && !Lexicon.isContinued(type(i - 1));
    }

    boolean canLead(int i) {
        return startsLine(i) || !Lexicon.isContinued(type(i - 1));
    }

    /// Whether this bracket stands right after a name that is part of an expression.
    boolean followsName(int i) {
        int before = type(i - 1);
        boolean name = before == WORD || before == PATH || (before == RBRACK && type(i - 3) == KEY);
        return name && !startsLine(i) && !(betweenParts() && before == WORD && isPart(i - 1));
    }

    /// Whether this word names a part of a test: what a part is may be a name too, but not begin a line.
    private boolean isPart(int i) {
        return startsLine(i) || (type(i - 1) != WORD && type(i - 1) != HAS);
    }

    /// Whether no space stands before this token.
    boolean touches(int i) {
        return i > 0 && tokens.get(i - 1).getStopIndex() + 1 == tokens.get(i).getStartIndex();
    }

    boolean followsOutcome(int i) {
        return inTest() && head == EXPECT && !Lexicon.isContinued(type(i - 1));
    }

    /// Whether the clause on the line before is only its keyword, and this word is not the condition it lacks.
    boolean followsEmptyClause(int i) {
        return startsLine(i)
                && Lexicon.beginsClause(type(i - 1))
                && !Lexicon.isOperatorWord(type(i + 1))
                && !Lexicon.isOperatorSign(type(i + 1));
    }

    /// Whether the clause on the line before ends in the middle, and this word begins the next.
    boolean followsBrokenClause(int i) {
        boolean broken = switch (type(i - 1)) {
            case LEAST, MOST, PER, AFTER, TO, THEN, REVIEW, OF, BY, AS, FOR -> true;
            default -> false;
        };
        return broken && startsLine(i) && inRule() && depth == 1;
    }

    /// After `allow`, `let` and the like stands a name, whatever it is.
    boolean isNamePlace(int i) {
        if (startsLine(i)) {
            return false;
        }
        int type = type(i);
        return switch (type(i - 1)) {
            case POLICY, IMPORT -> true;
            case OBSERVE -> !Lexicon.isEffect(type);
            case LET, ALLOW, DENY, APPROVE, MASK, LIMIT, RECORD, INVARIANT -> type != ON;
            case LIST -> type != FROM || type(i + 1) == FROM;
            default -> false;
        };
    }

    /// `some t in`, or what was meant as that: a word and a name, where a value is due.
    boolean beginsQuantifier(int i) {
        boolean named = isWord(i + 1) && type(i + 2) == IN;
        boolean meant = (type(i + 1) == WORD || type(i + 1) == PATH) && !startsLine(i + 1);
        return isValueDue(i) && (named || meant);
    }

    /// The shape `word item in` where a value is due: no two names stand side by side in any other place.
    boolean hasShapeOfQuantifier(int i) {
        return isValueDue(i) && isWord(i + 1) && type(i + 2) == IN && !startsLine(i + 1);
    }

    private boolean isValueDue(int i) {
        return Lexicon.isContinued(type(i - 1)) || (type(i - 1) == LBRACE && inInvariant());
    }

    boolean beginsOperand(int i) {
        return switch (type(i)) {
            case TEXT, RAW_TEXT, NOT, BANG, HAS, TRUE, FALSE, LPAREN, LBRACK, LBRACE, CLOCK, DAYS -> true;
            default -> isWord(i) || type(i) == PATH || Lexicon.isNumber(type(i));
        };
    }

    /// The keywords of declarations that what follows this word could follow.
    List<String> declarationsOfShape(int i) {
        int next = type(i + 1);
        int second = type(i + 2);
        if (Lexicon.isEffect(next) && isWord(i + 2) && type(i + 3) == ON) {
            return List.of("observe");
        }
        if (next == PATH && (startsLine(i + 2) || second == AS)) {
            return List.of("import", "policy");
        }
        if (next == TEXT) {
            return List.of("test");
        }
        return !isWord(i + 1)
                ? List.of()
                : switch (second) {
                    case ON -> RULES;
                    case ASSIGN -> List.of("let", "list");
                    case LPAREN -> startsLine(i + 1) ? List.of() : List.of("let");
                    case FROM -> List.of("list");
                    default -> List.of();
                };
    }
}
