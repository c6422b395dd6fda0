// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;

/// What is said of a token that begins nothing where a declaration, a clause or a part of a test could begin.
final class Strays {

    private static final List<String> CONTINUATIONS = List.of(
            "and", "or", "in", "contains", "intersects", "starts with", "ends with", "like", "matches", "finds");

    /// What people from other languages write, and what it is here.
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("if", "when"),
            Map.entry("where", "when"),
            Map.entry("message", "because"),
            Map.entry("approvers", "ask 1 of group(\"name\")"),
            Map.entry("reviewers", "ask 1 of group(\"name\")"),
            Map.entry("timeout", "within 15m"),
            Map.entry("limit", "at most 100 requests per 1h"),
            Map.entry("max", "at most 100 requests per 1h"),
            Map.entry("retain", "keep full for 3y"),
            Map.entry("redact", "find email as redact"),
            Map.entry("hash", "find email as hash"),
            Map.entry("hide", "find email as redact"));

    private static final Map<String, String> FOREIGN_OPERATORS = Map.ofEntries(
            Map.entry("is", "=="),
            Map.entry("eq", "=="),
            Map.entry("equals", "=="),
            Map.entry("ne", "!="),
            Map.entry("includes", "contains"),
            Map.entry("overlaps", "intersects"),
            Map.entry("startswith", "starts with"),
            Map.entry("startsWith", "starts with"),
            Map.entry("starts_with", "starts with"),
            Map.entry("endswith", "ends with"),
            Map.entry("endsWith", "ends with"),
            Map.entry("ends_with", "ends with"),
            Map.entry("glob", "like"),
            Map.entry("regex", "matches"),
            Map.entry("detects", "finds"));

    private final Places places;

    Strays(Places places) {
        this.places = places;
    }

    /// Whether the parser stands, within a rule that repeats something, before a token that cannot go on with it.
    static boolean isStray(ParserRuleContext rule, org.antlr.v4.runtime.Parser parser) {
        int type = parser.getCurrentToken().getType();
        boolean ends = type == Token.EOF || Lexicon.beginsDeclaration(type);
        return !ends
                && switch (rule) {
                    case FileContext _ -> true;
                    case RuleBodyContext _ -> type != RBRACE && !Lexicon.beginsClause(type);
                    case TestBodyContext _ ->
                        type != RBRACE
                                && type != EXPECT
                                && type != PART
                                && (type != WORD || isOutcome(parser.getCurrentToken()));
                    case ListContext _, ArgumentsContext _, FieldsContext _ ->
                        !isEndOfList(type) && !parser.getExpectedTokens().contains(type);
                    default -> false;
                };
    }

    private static boolean isEndOfList(int type) {
        return type == RBRACE || Recovery.isLandmark(type);
    }

    private static boolean isOutcome(Token word) {
        return TestBuilder.OUTCOMES.contains(word.getText());
    }

    Diagnostic of(ParserRuleContext rule, Token found) {
        Span span = places.of(found);
        return switch (found.getType()) {
            case RBRACE, RBRACK, RPAREN ->
                Diagnostic.of(
                        Code.P106,
                        Wording.quoted(found) + " closes nothing",
                        span,
                        "nothing of this kind is open here",
                        "remove it");
            default -> {
                if (found.getText().equals("else")) {
                    yield noElse(span);
                }
                yield switch (rule) {
                    case FileContext file -> declaration(file, found, span);
                    case RuleBodyContext body -> clause(body, found, span);
                    case ListContext _, ArgumentsContext _ -> within("a value", found, span);
                    case FieldsContext _ -> within("a field such as `name: value`", found, span);
                    default -> part(found, span);
                };
            }
        };
    }

    private static Diagnostic noElse(Span span) {
        return Diagnostic.of(
                Code.P108,
                "there is no `else`",
                span,
                "rules have no branches",
                "write a second rule for the other case; what no rule allows is denied anyway");
    }

    private static Diagnostic declaration(FileContext file, Token found, Span span) {
        if (file.getChildCount() > 0
                && file.getChild(file.getChildCount() - 1) instanceof DeclarationContext before
                && before.letDeclaration() != null
                && before.getStop() != null
                && before.getStop().getLine() == found.getLine()) {
            return Diagnostic.of(
                    Code.P101,
                    "unexpected " + Wording.quoted(found),
                    span,
                    "expected an operator or the end of the line",
                    continuation(found));
        }
        boolean word = found.getType() == WORD;
        return Diagnostic.of(
                word ? Code.P107 : Code.P101,
                (word ? "unknown declaration " : "expected a declaration, found ") + Wording.quoted(found),
                span,
                "begins no declaration",
                didYouMean(found, Lexicon.DECLARATIONS)
                        .orElse("a declaration begins with "
                                + Lexicon.listed(Lexicon.DECLARATIONS.subList(1, Lexicon.DECLARATIONS.size()), "or")));
    }

    private Diagnostic clause(RuleBodyContext body, Token found, Span span) {
        String text = found.getText();
        String known = clausesAround(body);
        if (found.getType() == LEADING_WORD) {
            return Diagnostic.of(
                    Code.P107,
                    "unknown clause " + Wording.quoted(found),
                    span,
                    "begins no clause",
                    FOREIGN.containsKey(text)
                            ? "write `" + FOREIGN.get(text) + "`"
                            : text.contains(".")
                                    ? "a condition begins with `when`: write `when " + Wording.shortened(text) + " …`"
                                    : known);
        }
        int before = body.getChild(body.getChildCount() - 1) instanceof ClauseContext last
                ? last.getStart().getType()
                : Token.EOF;
        boolean condition = before == WHEN || before == UNLESS;
        if (condition && body.getChild(body.getChildCount() - 1) instanceof ClauseContext last && isIf(last)) {
            return noIf(places.of(last.getStop()));
        }
        return Diagnostic.of(
                Code.P101,
                "unexpected " + Wording.quoted(found),
                span,
                condition ? "expected an operator, a clause or `}`" : "expected a clause or `}`",
                condition
                        ? afterCondition(body, found).orElse(continuation(found))
                        : afterClause(before, found).orElse(known));
    }

    /// What the condition that is over before this token tells of what was meant.
    private static Optional<String> afterCondition(RuleBodyContext body, Token found) {
        if (!(body.getChild(body.getChildCount() - 1) instanceof ClauseContext last) || last.getStop() == null) {
            return Optional.empty();
        }
        String end = last.getStop().getText();
        return found.getType() == COMMA && Windows.isDay(end)
                ? Optional.of("write `mon..wed`, or a list of windows: `[mon in \"UTC\", wed in \"UTC\"]`")
                : Optional.empty();
    }

    /// Whether a condition is over after `when if`.
    private static boolean isIf(ClauseContext condition) {
        @Nullable Token end = condition.getStop();
        return end != null && end.getText().equals("if");
    }

    private static Diagnostic noIf(Span span) {
        return Diagnostic.of(
                Code.P108,
                "there is no `if`",
                span,
                "not part of a condition",
                "leave it out: the condition stands right behind `when` or `unless`");
    }

    private static String continuation(Token found) {
        if (found.getType() == SATISFIES) {
            return "write `some item in list satisfies …`, or `every item …`";
        }
        if (FOREIGN_OPERATORS.containsKey(found.getText())) {
            return "write `" + FOREIGN_OPERATORS.get(found.getText()) + "`";
        }
        if (found.getType() == HAS) {
            return "`has` stands before the attribute: `has http.query`";
        }
        return didYouMean(
                        found,
                        Stream.concat(CONTINUATIONS.stream(), Lexicon.CLAUSES.stream())
                                .toList())
                .orElse("conditions are joined with `and` or `or`");
    }

    private static Optional<String> afterClause(int clause, Token found) {
        boolean joins = found.getType() == AND || found.getType() == OR || found.getType() == COMMA;
        if (clause == ASK && joins) {
            return Optional.of("several `ask` clauses are all needed, in any order; `then` puts one after the other");
        }
        if (clause == AT && found.getType() == PER) {
            return Optional.of("write `by subject.id`: each value of it has a budget of its own");
        }
        if (clause == KEEP && Lexicon.isNumber(found.getType())) {
            return Optional.of("write `keep full for " + found.getText() + "`");
        }
        return didYouMean(found, clause == ASK ? List.of("then") : Lexicon.CLAUSES);
    }

    /// The clauses of the rule's effect.
    private static String clausesAround(RuleBodyContext body) {
        RuleHeaderContext header = ((RuleDeclarationContext) body.getParent()).ruleHeader();
        int effect =
                header.effect() == null ? Token.EOF : header.effect().getStart().getType();
        return "clauses are " + Lexicon.listed(Lexicon.clausesOf(effect), "and").replace("`at`", "`at most`");
    }

    private static Diagnostic within(String due, Token found, Span span) {
        return Diagnostic.of(
                Code.P101, "expected " + due + ", found " + Wording.quoted(found), span, "not expected here");
    }

    private static Diagnostic part(Token found, Span span) {
        if (isOutcome(found)) {
            return Diagnostic.of(
                    Code.P101,
                    "an outcome stands after `expect`",
                    span,
                    "not part of the request",
                    "write `expect " + found.getText() + "`; several outcomes are separated by `,`");
        }
        if (found.getType() == COLON) {
            return Diagnostic.of(
                    Code.P101,
                    "expected `{` before the fields of a part",
                    span,
                    "belongs to a field",
                    "write `subject { id: \"ana\" }`");
        }
        return Diagnostic.of(
                Code.P101,
                "unexpected " + Wording.quoted(found),
                span,
                "begins no part of a test",
                found.getType() == AND || found.getType() == OR
                        ? "several outcomes are separated by `,`"
                        : "a test holds `subject { … }`, `resource { … }`, `context { … }`, a protocol's sample,"
                                + " `answer \"…\"` and `expect`");
    }

    private static Optional<String> didYouMean(Token found, List<String> known) {
        return Nearest.to(found.getText(), known).map(near -> "did you mean `" + near + "`?");
    }
}
