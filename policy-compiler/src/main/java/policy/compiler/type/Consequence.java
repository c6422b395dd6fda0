// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import policy.runtime.decision.Obligation.Transform;

/// What a rule demands when it applies, besides its effect.
public sealed interface Consequence {

    record Allow(Optional<Message> because) implements Consequence {}

    record Deny(Optional<Message> because, Optional<String> help) implements Consequence {}

    record Approve(int quorum, String group, Duration within, Optional<Message> because, Optional<String> help)
            implements Consequence {}

    record Mask(List<Hiding> hidings) implements Consequence {
        public Mask {
            hidings = List.copyOf(hidings);
        }
    }

    /// One `find` clause.
    record Hiding(SortedSet<String> entities, Transform transform) {}
}
