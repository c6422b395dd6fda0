// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Transform;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.DurationLiteral;
import policy.dsl.ast.Expression.IntLiteral;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: what stands between the braces of a rule.
final class ClauseBuilder {

    /// More people than any approval takes, few enough to fit an int.
    private static final int MAX_COUNT = 1_000;

    private static final List<String> KEYWORDS = List.of("when", "unless", "because", "help", "ask", "within", "find");
    private static final List<String> CONTINUATIONS = List.of(
            "and", "or", "in", "contains", "intersects", "starts with", "ends with", "like", "matches", "finds");
    private static final List<String> TRANSFORMS = List.of("redact", "hash", "partial");

    /// What people from other languages write, and what it is here.
    private static final Map<String, String> FOREIGN = Map.of("if", "when", "where", "when", "message", "because");

    private final ExpressionBuilder expressions;
    private final Places places;
    private final Reports reports;

    ClauseBuilder(ExpressionBuilder expressions, Places places, Reports reports) {
        this.expressions = expressions;
        this.places = places;
        this.reports = reports;
    }

    List<Clause> body(@Nullable RuleBodyContext body) {
        var clauses = new ArrayList<Clause>();
        if (body != null) {
            body.clause().forEach(clause -> clauses.add(clause(clause)));
        }
        return clauses;
    }

    private Clause clause(ClauseContext clause) {
        Span span = places.of(clause);
        if (clause.strayClause() != null) {
            stray(clause.strayClause());
        }
        if (clause.exception != null || clause.strayClause() != null) {
            return new Clause.Invalid(span);
        }
        return switch (clause.getChild(0)) {
            case WhenContext when -> new Clause.When(expressions.disjunction(when.disjunction()), span);
            case UnlessContext unless -> new Clause.Unless(expressions.disjunction(unless.disjunction()), span);
            case BecauseContext because ->
                new Clause.Because(Quoted.template(because.text().getStart(), places, reports), span);
            case HelpContext help -> new Clause.Help(Quoted.text(help.text().getStart(), places, reports), span);
            case AskContext ask -> ask(ask, span);
            case WithinContext within -> within(within, span);
            case FindContext find -> find(find, span);
            default -> throw new IllegalStateException("a clause of the grammar is not built: " + clause.getText());
        };
    }

    private Clause ask(AskContext ask, Span span) {
        Optional<Integer> quorum = count(ask.number(), 1);
        Span groupSpan = places.of(ask.group());
        String group = Quoted.text(ask.group().text().getStart(), places, reports);
        return quorum.<Clause>map(count -> new Clause.Ask(count, group, groupSpan, span))
                .orElseGet(() -> new Clause.Invalid(span));
    }

    /// A whole number from `least` up; anything else is told.
    private Optional<Integer> count(NumberContext number, int least) {
        Expression value = expressions.number(number);
        return switch (value) {
            case IntLiteral(long count, Span _) when count >= least && count <= MAX_COUNT -> Optional.of((int) count);
            case Expression.Invalid _ -> Optional.empty();
            default -> {
                reports.slip(Diagnostic.of(
                        Code.P103,
                        "expected a whole number from " + least + " to " + MAX_COUNT + ", found `" + number.getText()
                                + "`",
                        places.of(number),
                        "out of range"));
                yield Optional.empty();
            }
        };
    }

    private Clause within(WithinContext within, Span span) {
        NumberContext number = within.number();
        Expression value = expressions.number(number);
        return switch (value) {
            case DurationLiteral(Duration limit, Span _) when limit.isPositive() -> new Clause.Within(limit, span);
            case Expression.Invalid _ -> new Clause.Invalid(span);
            default -> {
                boolean bare = value instanceof IntLiteral;
                reports.slip(Diagnostic.of(
                        Code.P103,
                        bare ? "a duration needs a unit" : "a time limit of zero",
                        places.of(number),
                        bare ? "of what?" : "nobody can answer within this",
                        "write `15m`; units are `s`, `m`, `h` and `d`"));
                yield new Clause.Invalid(span);
            }
        };
    }

    private Clause find(FindContext find, Span span) {
        List<Name> entities = find.entity().stream().map(this::name).toList();
        return transform(find.transform())
                .<Clause>map(transform -> new Clause.Find(entities, transform, span))
                .orElseGet(() -> new Clause.Invalid(span));
    }

    private Optional<Transform> transform(TransformContext transform) {
        Span span = places.of(transform);
        String name = transform.WORD(0).getText();
        boolean plain = transform.LPAREN() == null;
        return switch (name) {
            case "redact" -> plain ? Optional.of(new Transform.Redact(span)) : notSo(span, name, name);
            case "hash" -> plain ? Optional.of(new Transform.Hash(span)) : notSo(span, name, name);
            case "partial" ->
                plain || !transform.WORD(1).getText().equals("last")
                        ? notSo(span, name, "partial(last: 4)")
                        : count(transform.number(), 0).map(last -> new Transform.Partial(last, span));
            default -> {
                reports.slip(Diagnostic.of(
                        Code.P107,
                        "unknown way to mask `" + name + "`",
                        places.of(transform.WORD(0)),
                        "not a way to mask",
                        Nearest.to(name, TRANSFORMS)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("write `redact`, `hash` or `partial(last: 4)`")));
                yield Optional.empty();
            }
        };
    }

    private Optional<Transform> notSo(Span span, String name, String right) {
        reports.slip(
                Diagnostic.of(Code.P101, "`" + name + "` is not written this way", span, "", "write `" + right + "`"));
        return Optional.empty();
    }

    private void stray(StrayClauseContext stray) {
        Token first = stray.getStart();
        if (reports.toldWithin(first.getStartIndex(), first.getStopIndex())) {
            return;
        }
        Span span = places.of(first);
        String text = first.getText();
        if (text.equals("else")) {
            reports.mistake(noElse(span));
        } else if (first.getType() == LEADING_WORD) {
            reports.mistake(Diagnostic.of(
                    Code.P107, "unknown clause " + Wording.quoted(first), span, "not a clause", clauseHelp(text)));
        } else {
            reports.mistake(Diagnostic.of(
                    Code.P101,
                    "unexpected " + Wording.quoted(first),
                    span,
                    "expected an operator, a clause or `}`",
                    Nearest.to(text, CONTINUATIONS)
                            .or(() -> Nearest.to(text, KEYWORDS))
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("conditions are joined with `and` or `or`")));
        }
    }

    private static String clauseHelp(String word) {
        if (FOREIGN.containsKey(word)) {
            return "write `" + FOREIGN.get(word) + "`";
        }
        return word.contains(".")
                ? "a condition begins with `when`: write `when " + word + " …`"
                : "clauses are `when`, `unless`, `because`, `help`, `ask`, `within` and `find`";
    }

    static Diagnostic noElse(Span span) {
        return Diagnostic.of(
                Code.P108,
                "there is no `else`",
                span,
                "rules have no branches",
                "write a second rule for the other case; what no rule allows is denied anyway");
    }

    private Name name(ParserRuleContext rule) {
        return new Name(rule.getText(), places.of(rule));
    }
}
