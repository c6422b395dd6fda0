// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far an approval request has come. Immutable; every step makes the next one, with the next version.
///
/// @param since when this state was entered
/// @param until when this state ends by itself: a pending request expires, an approval goes stale, a review gets late
/// @param verdicts all that were given, in order
/// @param note why, where the state alone does not say; may be empty
/// @param version 0 when filed, one more with each change; the condition of every update
/// @param uses how often the consent was used; one more use of a consent that lasts is no change of its own
/// @param escalated up to when escalations were told ([Escalations])
public record Standing(
        State state,
        Instant since,
        Instant until,
        List<Verdict> verdicts,
        String note,
        int version,
        int uses,
        Optional<Instant> escalated) {

    public Standing {
        verdicts = List.copyOf(verdicts);
    }

    public static Standing filed(Instant now, Instant until) {
        return new Standing(State.PENDING, now, until, List.of(), "", 0, 0, Optional.empty());
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
        return new Standing(next, next == state ? since : verdict.at(), end, all, note, version + 1, uses, escalated);
    }

    /// @throws IllegalStateException if this state does not lead there
    Standing moved(State next, Instant now, String why) {
        require(state.leadsTo(next), next);
        return new Standing(next, now, until, verdicts, why, version + 1, uses, escalated);
    }

    /// Escalations up to this moment were told.
    Standing told(Instant moment) {
        return new Standing(state, since, until, verdicts, note, version + 1, uses, Optional.of(moment));
    }

    /// One more use; the last one uses it up.
    ///
    /// @throws IllegalStateException if it is not approved
    public Standing used(boolean last, Instant now) {
        require(state == State.APPROVED, State.CONSUMED);
        return last
                ? new Standing(State.CONSUMED, now, until, verdicts, note, version + 1, uses + 1, escalated)
                : new Standing(state, since, until, verdicts, note, version, uses + 1, escalated);
    }

    private void require(boolean allowed, State next) {
        if (!allowed) {
            throw new IllegalStateException(state.word() + " does not lead to " + next.word());
        }
    }
}
