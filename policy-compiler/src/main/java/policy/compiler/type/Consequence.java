// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Term;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Kept;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.decision.Obligation.Unit;
import policy.runtime.decision.Reviewers;

/// What a rule demands when it applies, besides its effect.
public sealed interface Consequence {

    record Allow(Optional<Message> because) implements Consequence {}

    record Deny(Optional<Message> because, Optional<String> help) implements Consequence {}

    /// @param consents all that are needed, in the order of their lines and steps
    record Approve(List<Consent> consents, ApprovalTerms terms, Optional<Message> because, Optional<String> help)
            implements Consequence {
        public Approve {
            consents = List.copyOf(consents);
        }
    }

    /// One part of an `ask` clause; see [policy.runtime.decision.Ask].
    record Consent(int line, int step, int quorum, Reviewers reviewers) {}

    record Mask(List<Hiding> hidings) implements Consequence {
        public Mask {
            hidings = List.copyOf(hidings);
        }
    }

    /// One `find`, `column`, `field` or `header` clause.
    record Hiding(Hidden hidden, Transform transform) {}

    /// @param by what is counted apart
    record Limit(long amount, Unit unit, Duration per, List<Term> by, Optional<Message> because, Optional<String> help)
            implements Consequence {
        public Limit {
            by = List.copyOf(by);
        }
    }

    record Keep(Kept kept, Optional<Duration> time) implements Consequence {}
}
