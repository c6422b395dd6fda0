// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.Optional;
import java.util.OptionalInt;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/// What the parser does where the text does not fit: tell the mistake once, skip to where the nearest rule that can go
/// on does so, and leave that rule's node marked (`exception`), which [AstBuilder] turns into `Invalid`.
///
/// A missing closing bracket is put in where what follows shows that it was forgotten.
final class Recovery extends DefaultErrorStrategy {

    private final Places places;
    private final Reports reports;
    private final Wording wording;

    Recovery(Places places, Reports reports) {
        this.places = places;
        this.reports = reports;
        this.wording = new Wording(places);
    }

    @Override
    public void sync(org.antlr.v4.runtime.Parser parser) {
        // No guessing in the middle of a rule.
    }

    @Override
    public void reportError(org.antlr.v4.runtime.Parser parser, RecognitionException e) {
        // Told in `recover`, where it is known how much of the text it concerns.
    }

    /// Called for each rule the exception passes, from the inside out.
    @Override
    public void recover(org.antlr.v4.runtime.Parser parser, RecognitionException e) {
        ParserRuleContext rule = parser.getContext();
        if (!resumes(rule)) {
            throw e;
        }
        tell(rule, e);
        skip(parser, rule, openBrackets(e, rule));
    }

    @Override
    public Token recoverInline(org.antlr.v4.runtime.Parser parser) {
        var e = new InputMismatchException(parser);
        OptionalInt forgotten = forgotten(parser.getContext(), parser.getCurrentToken());
        if (forgotten.isEmpty()) {
            throw e;
        }
        ParserRuleContext rule = parser.getContext();
        while (!resumes(rule)) {
            rule = rule.getParent();
        }
        tell(rule, e);
        return new CommonToken(forgotten.getAsInt(), "");
    }

    private void tell(ParserRuleContext rule, RecognitionException e) {
        Token found = e.getOffendingToken();
        if (!reports.toldWithin(
                rule.getStart().getStartIndex(), places.of(found).end())) {
            reports.mistake(wording.of(e));
        }
    }

    private static boolean resumes(ParserRuleContext rule) {
        return switch (rule.getRuleIndex()) {
            case RULE_file,
                    RULE_declaration,
                    RULE_ruleHeader,
                    RULE_testHeader,
                    RULE_value,
                    RULE_clause,
                    RULE_part,
                    RULE_item,
                    RULE_field -> true;
            default -> false;
        };
    }

    /// The bracket that must have been forgotten before `next`, if one was due.
    private static OptionalInt forgotten(ParserRuleContext rule, Token next) {
        int type = next.getType();
        return switch (rule) {
            case RuleBodyContext body
            when body.LBRACE() == null -> Keywords.beginsClause(type) ? OptionalInt.of(LBRACE) : OptionalInt.empty();
            case TestBodyContext body
            when body.LBRACE() == null -> type == EXPECT || type == WORD ? OptionalInt.of(LBRACE) : OptionalInt.empty();
            case RuleBodyContext _, TestBodyContext _ -> OptionalInt.of(RBRACE);
            case ListContext _ -> isLandmark(type) || type == RBRACE ? OptionalInt.of(RBRACK) : OptionalInt.empty();
            case ParenthesisContext _ ->
                isLandmark(type) || type == RBRACE ? OptionalInt.of(RPAREN) : OptionalInt.empty();
            case FieldsContext _ -> isLandmark(type) ? OptionalInt.of(RBRACE) : OptionalInt.empty();
            default -> OptionalInt.empty();
        };
    }

    private static boolean isLandmark(int type) {
        return type == Token.EOF
                || type == EXPECT
                || type == LEADING_WORD
                || Keywords.beginsDeclaration(type)
                || Keywords.beginsClause(type);
    }

    /// Brackets opened between the rule that goes on and the place of the mistake.
    private static int openBrackets(RecognitionException e, ParserRuleContext rule) {
        int open = 0;
        Optional<ParserRuleContext> inner = Optional.ofNullable((ParserRuleContext) e.getCtx());
        while (inner.isPresent() && !inner.get().equals(rule)) {
            open += switch (inner.get()) {
                case FieldsContext _, BracesContext _ -> 1;
                case ListContext _, ParenthesisContext _ -> countsEveryBracket(rule) ? 1 : 0;
                default -> 0;
            };
            inner = Optional.ofNullable(inner.get().getParent());
        }
        return open;
    }

    private static void skip(org.antlr.v4.runtime.Parser parser, ParserRuleContext rule, int openBrackets) {
        int open = openBrackets;
        while (true) {
            int type = parser.getCurrentToken().getType();
            boolean landmark = type == Token.EOF || Keywords.beginsDeclaration(type);
            if (landmark || stops(parser, rule, type, open)) {
                return;
            }
            open = Math.max(0, open + step(rule, type));
            parser.consume();
        }
    }

    private static boolean stops(org.antlr.v4.runtime.Parser parser, ParserRuleContext rule, int type, int open) {
        return switch (rule.getRuleIndex()) {
            case RULE_ruleHeader, RULE_testHeader -> open == 0 && type == LBRACE;
            case RULE_clause -> isLandmark(type) || (open == 0 && type == RBRACE);
            case RULE_part -> type == EXPECT || (open == 0 && (type == RBRACE || (type == WORD && startsLine(parser))));
            case RULE_item, RULE_field ->
                isLandmark(type)
                        || (open == 0 && (type == COMMA || type == RBRACE || type == RBRACK || type == RPAREN));
            default -> false;
        };
    }

    private static int step(ParserRuleContext rule, int type) {
        return switch (type) {
            case LBRACE -> 1;
            case RBRACE -> -1;
            case LBRACK, LPAREN -> countsEveryBracket(rule) ? 1 : 0;
            case RBRACK, RPAREN -> countsEveryBracket(rule) ? -1 : 0;
            default -> 0;
        };
    }

    /// A clause ends at a `}`, however many other brackets were forgotten before; an item is within brackets
    /// itself.
    private static boolean countsEveryBracket(ParserRuleContext rule) {
        return switch (rule.getRuleIndex()) {
            case RULE_clause, RULE_part -> false;
            default -> true;
        };
    }

    private static boolean startsLine(org.antlr.v4.runtime.Parser parser) {
        return parser.getInputStream().LT(-1).getLine()
                < parser.getCurrentToken().getLine();
    }
}
