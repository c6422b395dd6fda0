// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
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

    private static final List<String> TRANSFORMS = List.of("redact", "hash", "partial");

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
        for (ParseTree child : body == null ? List.<ParseTree>of() : places.parts(body)) {
            clauses.add(
                    child instanceof ClauseContext clause
                            ? clause(clause)
                            : new Clause.Invalid(places.of((TerminalNode) child)));
        }
        return clauses;
    }

    private Clause clause(ClauseContext clause) {
        Span span = places.of(clause);
        if (clause.exception != null) {
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

    private Name name(ParserRuleContext rule) {
        return new Name(rule.getText(), places.of(rule));
    }
}
