// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static final List<String> PARTS = List.of("expect");

    private static final List<String> QUANTIFIERS = List.of("some", "every");
    private static final Map<String, String> QUANTIFIERS_ELSEWHERE =
            Map.of("any", "some", "exists", "some", "all", "every", "each", "every", "forall", "every");

    /// What other languages begin declarations with.
    private static final Map<String, String> DECLARATIONS_ELSEWHERE = Map.ofEntries(
            Map.entry("permit", "allow"),
            Map.entry("grant", "allow"),
            Map.entry("forbid", "deny"),
            Map.entry("block", "deny"),
            Map.entry("reject", "deny"),
            Map.entry("ask", "approve"),
            Map.entry("require", "approve"),
            Map.entry("redact", "mask"),
            Map.entry("hide", "mask"),
            Map.entry("throttle", "limit"),
            Map.entry("quota", "limit"),
            Map.entry("log", "record"),
            Map.entry("audit", "record"),
            Map.entry("assert", "invariant"),
            Map.entry("const", "let"),
            Map.entry("var", "let"),
            Map.entry("def", "let"),
            Map.entry("define", "let"),
            Map.entry("use", "import"),
            Map.entry("include", "import"));

    private final Neighbours at;
    private final List<CommonToken> tokens;
    private final Places places;
    private final Reports reports;

    /// @param tokens those the parser reads, without comments, ending in EOF
    private Keywords(List<CommonToken> tokens, Places places, Reports reports) {
        this.at = new Neighbours(tokens);
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
            int type = token.getType();
            if (isContextual(type) && !isKeyword(i)) {
                token.setType(WORD);
            } else if (type == WITHIN && at.head() == BREAK_GLASS && (at.reviewed() || !at.startsLine(i))) {
                token.setType(DUE_WITHIN);
            }
            if (type == RBRACE && at.closesTooEarly(i)) {
                surplus(token);
                continue;
            }
            settleName(token, i);
            at.follow(token.getType());
        }
    }

    private void surplus(CommonToken brace) {
        brace.setChannel(Token.HIDDEN_CHANNEL);
        reports.mistake(Diagnostic.of(
                Code.P106,
                "`}` is one too many",
                places.of(brace),
                "what follows still belongs to the " + (at.inTest() ? "test" : "rule"),
                "remove it"));
    }

    /// What words and brackets become by their neighbours, though no letter tells.
    private void settleName(CommonToken token, int i) {
        int type = token.getType();
        boolean leads = at.leads(i);
        if (type == FOREIGN_OPERATOR && token.getText().equals("=>") && at.inInvariant()) {
            token.setType(IMPLIES);
            reports.slip(Diagnostic.of(
                    Code.P108,
                    "`=>` is not an operator here",
                    places.of(token),
                    "written as in another language",
                    "write `implies`"));
        } else if (type == WORD && isDay(token, i) && (!leads || at.inInvariant())) {
            token.setType(DAY);
        } else if (type == WORD && at.beginsPart(i)) {
            token.setType(PART);
        } else if (type == LBRACE && at.beginsBody(i)) {
            token.setType(BODY);
        } else if (type == WORD && isMisspeltNo(token, i)) {
            mend(token, "no");
        } else if ((type == WORD || type == PATH) && at.type(i + 1) != COLON && (leads || at.type(i - 1) == OBSERVE)) {
            mend(i);
        } else if (type == WORD && at.hasShapeOfQuantifier(i)) {
            mendQuantifier(token);
        } else if ((type == LPAREN || type == LBRACK) && at.followsName(i)) {
            if (type == LPAREN) {
                token.setType(CALL);
            } else if (at.type(i + 1) == TEXT || at.touches(i)) {
                token.setType(KEY);
            }
        }
    }

    /// Such as `expect mo mask`: two words, of which the second is an outcome.
    private boolean isMisspeltNo(CommonToken token, int i) {
        boolean due = at.type(i - 1) == EXPECT || at.type(i - 1) == COMMA;
        return at.head() == EXPECT
                && at.betweenParts()
                && due
                && !at.startsLine(i + 1)
                && !TestBuilder.OUTCOMES.contains(token.getText())
                && i + 1 < tokens.size()
                && TestBuilder.OUTCOMES.contains(tokens.get(i + 1).getText());
    }

    private boolean isDay(CommonToken token, int i) {
        return at.type(i + 1) == CLOCK
                || (Windows.isDay(token.getText()) && at.type(i + 1) == IN && at.type(i + 2) == TEXT);
    }

    private static boolean isContextual(int type) {
        return Lexicon.beginsDeclaration(type)
                || Lexicon.beginsClause(type)
                || type == EXPECT
                || Lexicon.isLocal(type)
                || Lexicon.isInner(type);
    }

    private boolean isKeyword(int i) {
        int type = at.type(i);
        if (at.type(i + 1) == COLON || at.isNamePlace(i)) {
            return false;
        }
        return Lexicon.beginsDeclaration(type)
                ? declares(type, i)
                : Lexicon.beginsClause(type)
                        ? beginsClause(type, i)
                        : Lexicon.isLocal(type) ? isLocalKeyword(type, i) : isOther(type, i);
    }

    private boolean isOther(int type, int i) {
        return switch (type) {
            case EXPECT ->
                at.startsLine(i) || at.leads(i) || (at.isWord(i + 1) && !Lexicon.isContinued(at.type(i - 1)));
            case GROUP -> at.type(i + 1) == LPAREN;
            default -> true;
        };
    }

    private boolean declares(int type, int i) {
        if (type == POLICY && i == 0) {
            return true;
        }
        return (at.depth() == 0 && at.leads(i))
                || switch (type) {
                    case LET ->
                        at.isNamed(i) && (at.type(i + 2) == ASSIGN || (at.type(i + 2) == LPAREN && at.canLead(i)));
                    case LIST -> at.isNamed(i) && at.type(i + 2) == FROM;
                    case OBSERVE ->
                        !at.startsLine(i + 1)
                                && Lexicon.isEffect(at.type(i + 1))
                                && at.isWord(i + 2)
                                && at.type(i + 3) == ON;
                    case TEST -> at.type(i + 1) == TEXT && at.canLead(i);
                    case POLICY, IMPORT -> false;
                    case INVARIANT -> at.isNamed(i) && at.type(i + 2) == ON;
                    default -> at.type(i - 1) == OBSERVE || (at.isNamed(i) && at.type(i + 2) == ON);
                };
    }

    private boolean beginsClause(int type, int i) {
        if (type == COLUMN && at.head() == LIST) {
            return at.type(i - 1) == TEXT;
        }
        if (at.inInvariant() && at.depth() > 0) {
            // Only so that it can be told: an invariant has no clauses.
            return type == WHEN && at.leads(i) && at.beginsOperand(i + 1) && at.type(i + 1) != IMPLIES;
        }
        boolean leads = at.leads(i) || at.followsEmptyClause(i) || at.followsBrokenClause(i);
        boolean goesOn = at.inRule() && at.depth() == 1 && !Lexicon.isContinued(at.type(i - 1));
        return switch (type) {
            case WHEN, UNLESS ->
                leads || (at.beginsOperand(i + 1) && at.canLead(i) && !at.inTest() && !hasBracketOfName(i));
            case BECAUSE -> leads || at.type(i + 1) == TEXT || at.followsOutcome(i);
            case HELP -> leads || at.type(i + 1) == TEXT;
            case ASK, WITHIN -> leads || Lexicon.isNumber(at.type(i + 1));
            case FIND -> leads || (at.isWord(i + 1) && (at.type(i + 2) == COMMA || at.type(i + 2) == AS));
            case AT -> at.type(i - 1) == CHANNEL || (at.inRule() && leads) || (goesOn && at.type(i + 1) == MOST);
            default -> (at.inRule() && leads) || goesOn;
        };
    }

    /// Each in its own place only.
    private boolean isLocalKeyword(int type, int i) {
        int before = at.type(i - 1);
        boolean complete = !Lexicon.isContinued(before);
        return switch (type) {
            case FROM -> before == LIST || at.type(i - 2) == LIST;
            case THEN -> at.head() == ASK && at.depth() == 1 && complete;
            case OWNER -> at.namesReviewers() && (before == OF || before == TO || before == BY);
            case REQUIRED -> before == REASON;
            case AFTER -> before == ESCALATE;
            case TO -> at.head() == ESCALATE && complete;
            case ONCE -> before == GRANT;
            case LEAST, MOST -> before == AT;
            case REVIEW -> at.head() == BREAK_GLASS && complete;
            case PER -> at.head() == AT && complete;
            case NO, MASKED -> at.head() == EXPECT && at.betweenParts() && (before == EXPECT || before == COMMA);
            case IMPLIES -> at.inInvariant() && complete && (before != LBRACE || at.isWord(i + 1));
            case SATISFIES -> complete && before != LBRACE && !at.betweenParts();
            default -> at.beginsQuantifier(i);
        };
    }

    /// Whether the bracket behind belongs to the word, as in `unless["key"]` within a list.
    private boolean hasBracketOfName(int i) {
        int next = at.type(i + 1);
        return at.touches(i + 1) && (next == LBRACK || (next == LPAREN && !at.inRule()));
    }

    /// A word that leads where only keywords may: a misspelt keyword becomes that keyword.
    private void mend(int i) {
        CommonToken token = tokens.get(i);
        if (at.type(i - 1) == OBSERVE) {
            misspelt(token, Lexicon.EFFECTS);
        } else if (i == 0 && (at.type(1) == PATH || (at.type(1) == WORD && at.startsLine(2)))) {
            token.setType(POLICY);
            reports.slip(Diagnostic.of(
                    Code.P104,
                    "the file does not begin with `policy` and a name",
                    places.of(token),
                    "expected `policy`",
                    "write `policy " + tokens.get(1).getText() + "` as the first line"));
        } else if (at.depth() == 0) {
            misspelt(token, at.declarationsOfShape(i));
        } else if (at.inTest()) {
            if (at.betweenParts() && at.isWord(i + 1)) {
                misspelt(token, PARTS);
            }
        } else if (at.depth() == 1 && !at.inInvariant() && !misspelt(token, clauses())) {
            token.setType(LEADING_WORD);
        }
    }

    private void mendQuantifier(CommonToken token) {
        Optional.ofNullable(QUANTIFIERS_ELSEWHERE.get(token.getText()))
                .or(() -> Nearest.to(token.getText(), QUANTIFIERS))
                .ifPresent(keyword -> mend(token, keyword));
    }

    /// Those of the rule, and longer ones of others: `it` is not a misspelt `at` everywhere.
    private Collection<String> clauses() {
        return Stream.concat(
                        Lexicon.clausesOf(at.effect()).stream(),
                        Lexicon.CLAUSES.stream().filter(word -> word.length() > 2))
                .distinct()
                .toList();
    }

    private boolean misspelt(CommonToken token, Collection<String> keywords) {
        Optional<String> meant = Optional.ofNullable(DECLARATIONS_ELSEWHERE.get(token.getText()))
                .filter(keywords::contains)
                .or(() -> Nearest.to(token.getText(), keywords));
        meant.ifPresent(keyword -> mend(token, keyword));
        return meant.isPresent();
    }

    private void mend(CommonToken token, String keyword) {
        token.setType(Lexicon.typeOf(keyword));
        reports.slip(Diagnostic.of(
                Code.P107,
                "unknown keyword `" + token.getText() + "`",
                places.of(token),
                "not a keyword",
                "did you mean `" + keyword + "`?"));
    }
}
