// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.ApprovalTerms.GrantScope.Same;
import policy.runtime.decision.Ask;

/// What a consent is good for: what every one of its asks allows. One `once` makes it once; of several times the
/// shortest counts; and where asks name different sames, a request must be the same in each of them. Pure.
///
/// @param lasts how long from the consent on; empty if it is for one execution
/// @param same in what requests must be the same as the one asked for
public record Scope(Optional<Duration> lasts, Set<Same> same) {

    /// How often a consent that lasts can be used.
    public static final int MAX_USES = 1000;

    private static final Scope ONCE = new Scope(Optional.empty(), EnumSet.of(Same.SAME_STATEMENT));

    public Scope {
        same = Set.copyOf(same);
    }

    /// @param asks at least one
    public static Scope of(List<Ask> asks) {
        var same = EnumSet.noneOf(Same.class);
        Optional<Duration> lasts = Optional.empty();
        for (Ask ask : asks) {
            switch (ask.terms().grant()) {
                case GrantScope.Once _ -> {
                    return ONCE;
                }
                case GrantScope.For(Duration time, Same of) -> {
                    same.add(of);
                    lasts = Optional.of(lasts.filter(shortest -> shortest.compareTo(time) <= 0)
                            .orElse(time));
                }
            }
        }
        return new Scope(lasts, same);
    }

    /// How often it can be used.
    public int uses() {
        return lasts.isEmpty() ? 1 : MAX_USES;
    }

    /// What two requests must have in common for one consent to be good for both.
    List<String> binding(CanonicalForm form, String session) {
        String statement = same.contains(Same.SAME_STATEMENT) ? form.digest() : "";
        String shape = same.contains(Same.SAME_SHAPE) ? form.shape() : "";
        return List.of(statement, shape, same.contains(Same.SAME_SESSION) ? session : "");
    }

    /// For people: `this one request`, `30 minutes of requests of the same shape`.
    public String shown() {
        if (lasts.isEmpty()) {
            return "this one request";
        }
        String what = same.contains(Same.SAME_STATEMENT)
                ? "this very request"
                : same.contains(Same.SAME_SHAPE)
                        ? "requests that differ from this one in plain values only"
                        : "whatever the same rules ask about";
        String where = same.contains(Same.SAME_SESSION) ? ", in the same session" : "";
        return "%s of %s%s, at most %d times".formatted(shown(lasts.get()), what, where, MAX_USES);
    }

    private static String shown(Duration time) {
        return time.toMinutes() * 60 == time.toSeconds() && time.toMinutes() > 0
                ? time.toMinutes() + " min"
                : time.toSeconds() + " s";
    }
}
