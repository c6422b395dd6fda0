// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Reviewers;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: the clauses of `approve` rules. Empty where a part is wrong in itself, and told.
final class ApprovalBuilder {

    private static final String SUBJECT = "subject";
    private static final Words SCOPES = Words.of("a scope of a grant", "same_statement", "same_shape", "same_session");
    private static final Words ASSURANCES = Words.of("a kind of channel", "chat", "sso", "webauthn");

    private final Amounts amounts;
    private final Places places;
    private final Reports reports;

    ApprovalBuilder(Amounts amounts, Places places, Reports reports) {
        this.amounts = amounts;
        this.places = places;
        this.reports = reports;
    }

    Optional<Clause> ask(AskContext ask, Span span) {
        var steps = new ArrayList<Clause.Step>();
        for (StepContext step : ask.step()) {
            Optional<Integer> quorum = amounts.count(step.number(), 1);
            Reviewers reviewers = reviewers(step.reviewers());
            quorum.ifPresent(count -> steps.add(new Clause.Step(count, reviewers, places.of(step))));
        }
        return steps.size() < ask.step().size() ? Optional.empty() : Optional.of(new Clause.Ask(steps, span));
    }

    private Reviewers reviewers(ReviewersContext rule) {
        Span span = places.of(rule);
        if (rule.group() != null) {
            return new Reviewers.OfGroup(Quoted.text(rule.group().text().getStart(), places, reports), span);
        }
        String whose = rule.owner().getChild(2).getText();
        if (whose.equals(SUBJECT)) {
            return new Reviewers.Owner(span);
        }
        reports.slip(Diagnostic.of(
                Code.P101,
                "only the subject has an owner who reviews",
                span,
                "not `" + Wording.shortened(whose) + "`",
                "write `owner(subject)`, or `group(\"name\")`"));
        return new Reviewers.Invalid(span);
    }

    Optional<Clause> within(WithinContext within, Span span) {
        return amounts.duration(within.number(), "within 15m").map(limit -> new Clause.Within(limit, span));
    }

    Optional<Clause> escalate(EscalateContext escalate, Span span) {
        Reviewers to = reviewers(escalate.reviewers());
        return amounts.duration(escalate.number(), "escalate after 5m to group(\"managers\")")
                .map(after -> new Clause.Escalate(after, to, span));
    }

    Optional<Clause> grant(GrantContext grant, Span span) {
        if (grant.ONCE() != null) {
            return Optional.of(new Clause.GrantOnce(span));
        }
        Optional<Duration> time = amounts.duration(grant.number(), "grant for 30m of same_shape");
        Optional<Name> scope = SCOPES.read(grant.scope(), places, reports);
        return time.flatMap(t -> scope.map(s -> new Clause.GrantFor(t, s, span)));
    }

    Optional<Clause> channel(ChannelContext channel, Span span) {
        return ASSURANCES.read(channel.assurance(), places, reports).map(least -> new Clause.Channel(least, span));
    }

    Optional<Clause> breakGlass(BreakGlassContext rule, Span span) {
        Reviewers by = reviewers(rule.reviewers(0));
        Reviewers review = reviewers(rule.reviewers(1));
        return amounts.duration(rule.number(), "within 24h")
                .map(within -> new Clause.BreakGlass(by, review, within, span));
    }
}
