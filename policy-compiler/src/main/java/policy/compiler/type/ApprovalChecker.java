// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.type.Consequence.Consent;
import policy.dsl.ast.Clause;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.BreakGlass;
import policy.runtime.decision.ApprovalTerms.Escalation;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.ApprovalTerms.GrantScope.Same;
import policy.runtime.decision.Reviewers;

/// Reads whom an `approve` rule asks, and on what terms.
final class ApprovalChecker {

    /// How long reviewers have where a rule does not say.
    static final Duration DEFAULT_WITHIN = Duration.ofMinutes(15);
    /// The longest a request may wait for reviewers.
    static final Duration LONGEST_WITHIN = Duration.ofDays(7);
    /// The longest a consent may hold for more of the same.
    static final Duration LONGEST_GRANT = Duration.ofDays(7);
    /// The longest that those who look at a broken glass afterwards may take.
    static final Duration LONGEST_REVIEW = Duration.ofDays(30);
    /// The most people one step may ask.
    static final int MOST_REVIEWERS = 20;
    /// The most steps of all `ask` clauses of a rule.
    static final int MOST_STEPS = 10;

    private final Reading reading;
    private final Clauses clauses;

    ApprovalChecker(Clauses clauses, Reading reading) {
        this.reading = reading;
        this.clauses = clauses;
    }

    List<Consent> consents() {
        var consents = new ArrayList<Consent>();
        List<Clause.Ask> asks = clauses.all(Clause.Ask.class);
        for (int line = 0; line < asks.size(); line++) {
            List<Clause.Step> steps = asks.get(line).steps();
            for (int step = 0; step < steps.size(); step++) {
                if (consents.size() == MOST_STEPS) {
                    outOfRange("`ask`", steps.get(step).span(), "a rule asks at most " + MOST_STEPS + " times");
                    return consents;
                }
                int lineNumber = line;
                int stepNumber = step;
                Clause.Step written = steps.get(step);
                reviewers(written.reviewers()).ifPresent(who -> {
                    checkQuorum(written, who);
                    consents.add(new Consent(lineNumber, stepNumber, written.quorum(), who));
                });
            }
        }
        return consents;
    }

    private void checkQuorum(Clause.Step step, Reviewers who) {
        if (step.quorum() < 1 || step.quorum() > MOST_REVIEWERS) {
            outOfRange("`ask`", step.span(), "1 to " + MOST_REVIEWERS + " people can be asked");
        } else if (who instanceof Reviewers.Owner && step.quorum() != 1) {
            reading.mistake(
                    Code.P313,
                    "an agent has one owner, and " + step.quorum() + " are asked",
                    step.span(),
                    "nobody could give this consent",
                    "write `1 of owner(subject)`");
        }
    }

    private Optional<Reviewers> reviewers(Clause.Reviewers written) {
        return switch (written) {
            case Clause.Reviewers.OfGroup(String group, Span span) -> {
                if (group.isBlank()) {
                    outOfRange("the name of the group", span, "it is empty");
                }
                yield Optional.of(new Reviewers.Group(group));
            }
            case Clause.Reviewers.Owner _ -> Optional.of(new Reviewers.Owner());
            case Clause.Reviewers.Invalid _ -> {
                reading.report().silentMistake();
                yield Optional.empty();
            }
        };
    }

    ApprovalTerms terms() {
        Optional<Clause.Within> within = clauses.first(Clause.Within.class);
        within.ifPresent(w -> checkTime("`within`", w.limit(), LONGEST_WITHIN, w.span()));
        Duration limit = within.map(Clause.Within::limit).orElse(DEFAULT_WITHIN);
        return new ApprovalTerms(
                limit,
                clauses.first(Clause.ReasonRequired.class).isPresent(),
                clauses.first(Clause.Channel.class)
                        .flatMap(channel -> Words.read(channel.assurance(), Assurance.class, "channel", reading))
                        .orElse(Assurance.CHAT),
                clauses.first(Clause.GrantFor.class).flatMap(this::grant).orElse(new GrantScope.Once()),
                clauses.first(Clause.Durable.class).isPresent(),
                clauses.first(Clause.Escalate.class).flatMap(escalate -> escalation(escalate, limit, within)),
                clauses.first(Clause.BreakGlass.class).flatMap(this::breakGlass));
    }

    private Optional<GrantScope> grant(Clause.GrantFor grant) {
        checkTime("`grant for`", grant.time(), LONGEST_GRANT, grant.span());
        return Words.read(grant.scope(), Same.class, "scope of a consent", reading)
                .map(same -> new GrantScope.For(grant.time(), same));
    }

    private Optional<Escalation> escalation(Clause.Escalate escalate, Duration limit, Optional<Clause.Within> within) {
        checkTime("`escalate`", escalate.after(), LONGEST_WITHIN, escalate.span());
        if (escalate.after().compareTo(limit) >= 0) {
            var late = Diagnostic.of(
                    Code.P313,
                    "`escalate` comes too late",
                    escalate.span(),
                    "the request is denied by then",
                    within.isPresent()
                            ? "escalate before the time is up"
                            : "without `within` the time is up after " + DEFAULT_WITHIN.toMinutes() + "m");
            reading.report()
                    .add(within.map(w -> late.withSecondary(w.span(), "the time is up"))
                            .orElse(late));
        }
        return reviewers(escalate.to()).map(to -> new Escalation(escalate.after(), to));
    }

    private Optional<BreakGlass> breakGlass(Clause.BreakGlass written) {
        checkTime("the review", written.within(), LONGEST_REVIEW, written.span());
        Optional<Reviewers> by = reviewers(written.by());
        Optional<Reviewers> review = reviewers(written.review());
        if (by.isPresent() && by.equals(review)) {
            reading.mistake(
                    Code.P313,
                    "those who break the glass would review it themselves",
                    written.review().span(),
                    "the same people",
                    "name others for the review");
        }
        return by.flatMap(b -> review.map(r -> new BreakGlass(b, r, written.within())));
    }

    private void checkTime(String what, Duration time, Duration longest, Span at) {
        if (!time.isPositive() || time.compareTo(longest) > 0) {
            outOfRange(what, at, "it takes more than 0 and at most " + longest.toDays() + " days");
        }
    }

    private void outOfRange(String what, Span at, String label) {
        reading.mistake(Code.P103, what + " is out of range", at, label);
    }
}
