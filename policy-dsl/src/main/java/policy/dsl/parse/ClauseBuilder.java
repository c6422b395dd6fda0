// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Name;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: what stands between the braces of a rule. Which effect may have which clause is not asked
/// here.
final class ClauseBuilder {

    private static final Words UNITS = Words.of("a unit of a limit", "requests", "tokens", "bytes");
    private static final Words KEPT = new Words(
            "a degree of keeping",
            List.of("decision", "full", "raw"),
            Map.of("forever", "say what is kept and for how long, such as `keep full for 10y`"));

    private final ExpressionBuilder expressions;
    private final Amounts amounts;
    private final ApprovalBuilder approvals;
    private final MaskBuilder masks;
    private final Places places;
    private final Reports reports;

    ClauseBuilder(ExpressionBuilder expressions, Places places, Reports reports) {
        this.expressions = expressions;
        this.amounts = new Amounts(expressions, places, reports);
        this.approvals = new ApprovalBuilder(amounts, places, reports);
        this.masks = new MaskBuilder(amounts, places, reports);
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
        return clause.exception != null
                ? new Clause.Invalid(span)
                : clause(clause.getChild(0), span).orElseGet(() -> new Clause.Invalid(span));
    }

    private Optional<Clause> clause(ParseTree clause, Span span) {
        return switch (clause) {
            case WhenContext when -> Optional.of(new Clause.When(expressions.disjunction(when.disjunction()), span));
            case UnlessContext unless ->
                Optional.of(new Clause.Unless(expressions.disjunction(unless.disjunction()), span));
            case BecauseContext because ->
                Optional.of(new Clause.Because(Quoted.template(because.text().getStart(), places, reports), span));
            case HelpContext help ->
                Optional.of(new Clause.Help(Quoted.text(help.text().getStart(), places, reports), span));
            case AskContext ask -> approvals.ask(ask, span);
            case ReasonContext _ -> Optional.of(new Clause.ReasonRequired(span));
            case WithinContext within -> approvals.within(within, span);
            case EscalateContext escalate -> approvals.escalate(escalate, span);
            case GrantContext grant -> approvals.grant(grant, span);
            case ChannelContext channel -> approvals.channel(channel, span);
            case DurableContext _ -> Optional.of(new Clause.Durable(span));
            case BreakGlassContext breakGlass -> approvals.breakGlass(breakGlass, span);
            case FindContext find -> masks.find(find, span);
            case HideContext hide -> masks.hide(hide, span);
            case AtMostContext atMost -> atMost(atMost, span);
            case KeepContext keep -> keep(keep, span);
            default -> throw new IllegalStateException("a clause of the grammar is not built: " + clause.getText());
        };
    }

    private Optional<Clause> atMost(AtMostContext rule, Span span) {
        Optional<Long> amount = amounts.budget(rule.number(0));
        Optional<Name> unit = UNITS.read(rule.unit(), places, reports);
        Optional<Duration> per = amounts.duration(rule.number(1), "at most 100 requests per 1h");
        List<Name> by = rule.counted().stream()
                .map(attribute -> new Name(attribute.getText(), places.of(attribute)))
                .toList();
        return amount.flatMap(a -> unit.flatMap(u -> per.map(p -> new Clause.AtMost(a, u, p, by, span))));
    }

    private Optional<Clause> keep(KeepContext rule, Span span) {
        Optional<Name> kept = KEPT.read(rule.kept(), places, reports);
        if (rule.number() == null) {
            return kept.map(what -> new Clause.Keep(what, Optional.empty(), span));
        }
        return amounts.duration(rule.number(), "keep full for 3y")
                .flatMap(time -> kept.map(what -> new Clause.Keep(what, Optional.of(time), span)));
    }
}
