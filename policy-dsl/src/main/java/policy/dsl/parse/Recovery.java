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
import org.jspecify.annotations.Nullable;
import policy.dsl.diagnostic.Diagnostic;

/// What the parser does where the text does not fit: tell the mistake once, skip to where the nearest rule that can go
/// on does so, and leave that rule's node marked (`exception`), which [AstBuilder] turns into `Invalid`.
///
/// A missing closing bracket is put in where what follows shows that it was forgotten.
final class Recovery extends DefaultErrorStrategy {

    private final Places places;
    private final Reports reports;
    private final Wording wording;
    private final Strays strays;

    /// Closing braces put in before a declaration, of which none was met later.
    private int forgottenBodies;

    Recovery(Places places, Reports reports) {
        this.places = places;
        this.reports = reports;
        this.wording = new Wording(places);
        this.strays = new Strays(places);
    }

    /// Called before each part of something repeated. What begins no such part is told and skipped; its tokens
    /// stay in the tree, between the parts.
    @Override
    public void sync(org.antlr.v4.runtime.Parser parser) {
        ParserRuleContext rule = parser.getContext();
        while (Strays.isStray(rule, parser)) {
            Token found = parser.getCurrentToken();
            if (rule instanceof FileContext && found.getType() == RBRACE && forgottenBodies > 0) {
                forgottenBodies--; // not forgotten, then, but something stands within
            } else if (!toldSince(startOfDoubt(rule, parser), parser)) {
                stray(strays.of(rule, found), startsLine(parser) && !Lexicon.closes(found.getType()));
            }
            parser.consume();
            skip(parser, rule, found.getType() == LBRACE || lacksBrace(rule, found) ? 1 : 0);
        }
    }

    /// What stands in the middle of a line may be left over from what is wrong before it.
    private void stray(Diagnostic diagnostic, boolean first) {
        if (first) {
            reports.mistake(diagnostic);
        } else {
            reports.leftOver(diagnostic);
        }
    }

    /// Whether this is the colon of `subject id: "ana" }`, whose brace at the end closes no test.
    private static boolean lacksBrace(ParserRuleContext rule, Token found) {
        return rule instanceof TestBodyContext && found.getType() == COLON;
    }

    /// What begins a line is judged by itself; anything else may be left over from a mistake in the part before.
    private static int startOfDoubt(ParserRuleContext rule, org.antlr.v4.runtime.Parser parser) {
        boolean leftOver = !startsLine(parser) && rule.getChildCount() > 0;
        return leftOver && rule.getChild(rule.getChildCount() - 1) instanceof ParserRuleContext last
                ? last.getStart().getStartIndex()
                : parser.getCurrentToken().getStartIndex();
    }

    /// Whether a mistake is told between there, or the token before if that is earlier, and the current token.
    private boolean toldSince(int start, org.antlr.v4.runtime.Parser parser) {
        return reports.toldWithin(
                Math.min(start, endBefore(parser)),
                places.of(parser.getCurrentToken()).end());
    }

    private static int endBefore(org.antlr.v4.runtime.Parser parser) {
        @Nullable Token before = parser.getInputStream().LT(-1);
        return before == null ? 0 : before.getStopIndex() + 1;
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
        tell(parser, rule, e);
        skip(parser, rule, openBrackets(e, rule));
    }

    @Override
    public Token recoverInline(org.antlr.v4.runtime.Parser parser) {
        var e = new InputMismatchException(parser);
        OptionalInt forgotten = forgotten(parser.getContext(), parser.getCurrentToken(), startsLine(parser));
        if (forgotten.isEmpty()) {
            throw e;
        }
        ParserRuleContext rule = parser.getContext();
        while (!resumes(rule)) {
            rule = rule.getParent();
        }
        tell(parser, rule, e);
        if (forgotten.getAsInt() == RBRACE
                && Lexicon.beginsDeclaration(parser.getCurrentToken().getType())) {
            forgottenBodies++;
        }
        return new CommonToken(forgotten.getAsInt(), "");
    }

    private void tell(org.antlr.v4.runtime.Parser parser, ParserRuleContext rule, RecognitionException e) {
        if (!toldSince(rule.getStart().getStartIndex(), parser)) {
            int found = parser.getCurrentToken().getStartIndex();
            // Where a landmark was found, the doubt is about what stands before it.
            boolean before = isLandmark(parser.getCurrentToken().getType());
            reports.mistake(wording.of(e), before ? Math.max(0, endBefore(parser) - 1) : found);
        }
    }

    private static boolean resumes(ParserRuleContext rule) {
        return switch (rule.getRuleIndex()) {
            case RULE_file,
                    RULE_declaration,
                    RULE_ruleHeader,
                    RULE_testHeader,
                    RULE_invariantHeader,
                    RULE_implication,
                    RULE_parameters,
                    RULE_value,
                    RULE_clause,
                    RULE_part,
                    RULE_item,
                    RULE_field -> true;
            default -> false;
        };
    }

    /// The bracket that must have been forgotten before `next`, if one was due.
    private static OptionalInt forgotten(ParserRuleContext rule, Token next, boolean startsLine) {
        int type = next.getType();
        return switch (rule) {
            case RuleBodyContext body
            when body.LBRACE() == null -> Lexicon.beginsClause(type) ? OptionalInt.of(LBRACE) : OptionalInt.empty();
            case TestBodyContext body
            when body.LBRACE() == null && body.BODY() == null ->
                type == EXPECT || type == PART || (type == WORD && startsLine)
                        ? OptionalInt.of(LBRACE)
                        : OptionalInt.empty();
            case RuleBodyContext _, TestBodyContext _, InvariantBodyContext _ -> OptionalInt.of(RBRACE);
            case ListContext _ -> isLandmark(type) || type == RBRACE ? OptionalInt.of(RBRACK) : OptionalInt.empty();
            case ParenthesisContext _, ArgumentsContext _ ->
                isLandmark(type) || type == RBRACE ? OptionalInt.of(RPAREN) : OptionalInt.empty();
            case FieldsContext _ -> isLandmark(type) ? OptionalInt.of(RBRACE) : OptionalInt.empty();
            default -> OptionalInt.empty();
        };
    }

    static boolean isLandmark(int type) {
        return type == Token.EOF
                || type == EXPECT
                || type == PART
                || type == BODY
                || type == LEADING_WORD
                || Lexicon.beginsDeclaration(type)
                || Lexicon.beginsClause(type);
    }

    /// Brackets opened between the rule that goes on and the place of the mistake.
    private static int openBrackets(RecognitionException e, ParserRuleContext rule) {
        int open = 0;
        Optional<ParserRuleContext> inner = Optional.ofNullable((ParserRuleContext) e.getCtx());
        while (inner.isPresent() && !inner.get().equals(rule)) {
            open += switch (inner.get()) {
                case FieldsContext _ -> 1;
                case ListContext _, ArgumentsContext _, ParenthesisContext _ -> countsEveryBracket(rule) ? 1 : 0;
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
            boolean landmark = type == Token.EOF || Lexicon.beginsDeclaration(type);
            if (landmark || stops(parser, rule, type, open)) {
                return;
            }
            open = Math.max(0, open + step(rule, type));
            parser.consume();
        }
    }

    private static boolean stops(org.antlr.v4.runtime.Parser parser, ParserRuleContext rule, int type, int open) {
        return switch (rule.getRuleIndex()) {
            case RULE_testHeader -> type == BODY || type == PART || type == EXPECT || (open == 0 && type == LBRACE);
            case RULE_ruleHeader, RULE_invariantHeader -> open == 0 && type == LBRACE;
            case RULE_implication -> open == 0 && type == RBRACE;
            case RULE_parameters -> type == ASSIGN || (open == 0 && type == RPAREN);
            case RULE_clause -> isLandmark(type) || (open == 0 && type == RBRACE);
            case RULE_ruleBody -> open == 0 && (isLandmark(type) || type == RBRACE);
            case RULE_part, RULE_testBody ->
                type == EXPECT
                        || type == PART
                        || (open == 0 && (type == RBRACE || (type == WORD && startsLine(parser))));
            case RULE_item, RULE_field, RULE_list, RULE_arguments, RULE_fields ->
                isLandmark(type)
                        || (open == 0 && (type == COMMA || type == RBRACE || type == RBRACK || type == RPAREN));
            default -> false;
        };
    }

    private static int step(ParserRuleContext rule, int type) {
        return switch (type) {
            case LBRACE -> 1;
            case RBRACE -> -1;
            case LBRACK, LPAREN, CALL, KEY -> countsEveryBracket(rule) ? 1 : 0;
            case RBRACK, RPAREN -> countsEveryBracket(rule) ? -1 : 0;
            default -> 0;
        };
    }

    /// A clause ends at a `}`, however many other brackets were forgotten before; an item is within brackets
    /// itself.
    private static boolean countsEveryBracket(ParserRuleContext rule) {
        return switch (rule.getRuleIndex()) {
            case RULE_clause, RULE_ruleBody, RULE_part, RULE_testBody, RULE_implication -> false;
            default -> true;
        };
    }

    private static boolean startsLine(org.antlr.v4.runtime.Parser parser) {
        @Nullable Token before = parser.getInputStream().LT(-1);
        return before == null || before.getLine() < parser.getCurrentToken().getLine();
    }
}
