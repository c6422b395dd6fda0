// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.source.Span;

/// What stands between the braces of a rule. Which effect may have which clause is the compiler's to check.
public sealed interface Clause {

    Span span();

    /// `when condition`; several are joined with and.
    record When(Expression condition, Span span) implements Clause {}

    /// `unless condition`: `when not condition`.
    record Unless(Expression condition, Span span) implements Clause {}

    /// `because "… {attribute} …"`.
    record Because(Template message, Span span) implements Clause {}

    /// `help "https://…"`.
    record Help(String text, Span span) implements Clause {}

    /// `ask 2 of group("dba")`, `ask 1 of group("leads") then 2 of group("dba")`; several clauses are all needed,
    /// in any order.
    ///
    /// @param steps one after the other
    record Ask(List<Step> steps, Span span) implements Clause {
        public Ask {
            steps = List.copyOf(steps);
        }
    }

    /// `2 of group("dba")`.
    record Step(int quorum, Reviewers reviewers, Span span) {}

    /// Who may say yes.
    sealed interface Reviewers {
        Span span();

        /// `group("dba")`.
        record OfGroup(String group, Span span) implements Reviewers {}

        /// `owner(subject)`: the person an agent or a service acts for.
        record Owner(Span span) implements Reviewers {}

        record Invalid(Span span) implements Reviewers {}
    }

    /// `reason required`: who asks must say why.
    record ReasonRequired(Span span) implements Clause {}

    /// `within 15m`.
    record Within(Duration limit, Span span) implements Clause {}

    /// `escalate after 5m to group("managers")`: who may answer, too, once so much time has passed.
    record Escalate(Duration after, Reviewers to, Span span) implements Clause {}

    /// `grant once`: the consent is used up by the one request.
    record GrantOnce(Span span) implements Clause {}

    /// `grant for 30m of same_shape`: the consent holds for more of the same.
    ///
    /// @param scope `same_statement`, `same_shape` or `same_session`
    record GrantFor(Duration time, Name scope, Span span) implements Clause {}

    /// `channel at least sso`: how surely a reviewer must be known.
    ///
    /// @param assurance `chat`, `sso` or `webauthn`
    record Channel(Name assurance, Span span) implements Clause {}

    /// `durable`: the request for approval outlives the client that asked.
    record Durable(Span span) implements Clause {}

    /// `break_glass by group("oncall") review by group("security") within 24h`: these may go ahead without waiting,
    /// loudly, and those look at it afterwards.
    record BreakGlass(Reviewers by, Reviewers review, Duration within, Span span) implements Clause {}

    /// `find credit_card, iban as redact`.
    record Find(List<Name> entities, Transform transform, Span span) implements Clause {
        public Find {
            entities = List.copyOf(entities);
        }
    }

    /// `column "cards.pan" as hash`, `field "customer.ssn" as redact`, `header "x-api-key" as redact`.
    record Hide(Place place, List<Text> patterns, Transform transform, Span span) implements Clause {
        public Hide {
            patterns = List.copyOf(patterns);
        }
    }

    /// The keywords of places whose whole value is hidden.
    enum Place {
        COLUMN,
        FIELD,
        HEADER
    }

    /// `redact`, `hash`, `tokenise`, `partial(last: 4)`.
    sealed interface Transform {
        Span span();

        record Redact(Span span) implements Transform {}

        record Hash(Span span) implements Transform {}

        record Tokenise(Span span) implements Transform {}

        record Partial(int last, Span span) implements Transform {}
    }

    /// `at most 200_000 tokens per 1h by subject.id`.
    ///
    /// @param unit `requests`, `tokens` or `bytes`
    /// @param by what is counted apart: one budget for each value; without one, a budget for all together
    record AtMost(long amount, Name unit, Duration per, List<Name> by, Span span) implements Clause {
        public AtMost {
            by = List.copyOf(by);
        }
    }

    /// `keep full for 3y`.
    ///
    /// @param what `decision`, `full` (as delivered, masked) or `raw` (before masking)
    /// @param time how long; without one, the gateway's own retention
    record Keep(Name what, Optional<Duration> time, Span span) implements Clause {}

    /// A message with attributes in braces; `{{` and `}}` stand for a brace.
    record Template(List<Part> parts, Span span) {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    sealed interface Part {
        record Literal(String text, Span span) implements Part {}

        record Hole(Name attribute, Span span) implements Part {}
    }

    record Invalid(Span span) implements Clause {}
}
