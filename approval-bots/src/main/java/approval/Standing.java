// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far an approval request has come. Immutable; every step makes the next one, with the next version.
///
/// @param since when this state was entered
/// @param until when this state ends by itself: a pending request expires, an approval goes stale
/// @param verdicts all that were given, in order
/// @param note why, where the state alone does not say; may be empty
/// @param version 0 when filed, one more with each change; the condition of every update
public record Standing(State state, Instant since, Instant until, List<Verdict> verdicts, String note, int version) {

    public Standing {
        verdicts = List.copyOf(verdicts);
    }

    public static Standing filed(Instant now, Instant until) {
        return new Standing(State.PENDING, now, until, List.of(), "", 0);
    }

    public boolean overdue(Instant now) {
        return state.open() && !now.isBefore(until);
    }

    /// The verdict that ended it, if one denied.
    public Optional<Verdict> denial() {
        return verdicts.stream().filter(verdict -> !verdict.yes()).findFirst();
    }

    /// One more verdict, which may or may not decide.
    ///
    /// @throws IllegalStateException if it is no longer pending
    Standing with(Verdict verdict, State next, Instant end) {
        require(state == State.PENDING && (next == State.PENDING || state.leadsTo(next)), next);
        var all = new ArrayList<>(verdicts);
        all.add(verdict);
        return new Standing(next, next == state ? since : verdict.at(), end, all, note, version + 1);
    }

    /// @throws IllegalStateException if this state does not lead there
    Standing moved(State next, Instant now, String why) {
        require(state.leadsTo(next), next);
        return new Standing(next, now, until, verdicts, why, version + 1);
    }

    private void require(boolean allowed, State next) {
        if (!allowed) {
            throw new IllegalStateException(state.word() + " does not lead to " + next.word());
        }
    }
}
