// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import policy.compiler.tree.Numbers;
import policy.compiler.type.Consequence;
import policy.compiler.type.Message;
import policy.compiler.type.TypedRule;
import policy.compiler.walk.Found;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;

/// What follows from the rules a request comes upon: `deny` before `approve` before `allow`, nothing means no.
///
/// The same way through the tree with the same rules found leads to the same decision, unless a rule writes the
/// request's values into it. Such decisions are kept and given again, so most requests need no new one.
final class Conclusions {

    /// So many are kept at most; a place is used by whoever came last.
    private static final int MOST_KEPT = 1 << 16;
    /// Places for each rule: about as many as ways that lead to it.
    private static final int PLACES_PER_RULE = 4;
    /// Between the lists of numbers a way is told apart by; none of the numbers is negative.
    private static final int END_OF_LIST = -1;

    private static final int HASH_FACTOR = 31;

    private final Revision revision;
    private final List<TypedRule> rules;
    private final boolean[] alwaysTheSame;
    /// Written without locks: what is read is null or whole, since all that is kept is final.
    private final @Nullable Kept[] kept;

    Conclusions(Revision revision, List<TypedRule> rules) {
        this.revision = revision;
        this.rules = rules;
        this.alwaysTheSame = new boolean[rules.size()];
        for (int i = 0; i < alwaysTheSame.length; i++) {
            alwaysTheSame[i] = isAlwaysTheSame(rules.get(i));
        }
        int places = Math.clamp((long) PLACES_PER_RULE * rules.size(), 1, MOST_KEPT);
        this.kept = new Kept[Integer.highestOneBit(2 * places - 1)];
    }

    private record Kept(int[] way, Decision decision) {}

    private static boolean isAlwaysTheSame(TypedRule rule) {
        boolean quotes = rule.because().map(Message::terms).stream()
                .anyMatch(terms -> terms.findAny().isPresent());
        boolean counts = rule.consequence() instanceof Consequence.Limit limit
                && !limit.by().isEmpty();
        return !quotes && !counts;
    }

    Decision of(Found found, AccessRequest request) {
        if (!isAlwaysTheSame(found)) {
            return conclude(found, request);
        }
        int place = hash(found) & (kept.length - 1);
        Kept before = kept[place];
        if (before != null && isWay(before.way(), found)) {
            return before.decision();
        }
        Decision decision = conclude(found, request);
        kept[place] = new Kept(way(found), decision);
        return decision;
    }

    private boolean isAlwaysTheSame(Found found) {
        if (found.undetermined().size() > 0) {
            return false;
        }
        for (int i = 0; i < found.applied().size(); i++) {
            if (!alwaysTheSame[found.applied().get(i)]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(Found found) {
        int hash = found.path().hash(0);
        hash = found.applied().hash(hash * HASH_FACTOR);
        hash = found.observed().hash(hash * HASH_FACTOR);
        return hash ^ (hash >>> Short.SIZE);
    }

    private static int[] way(Found found) {
        var way = new Numbers();
        way.addAll(found.path());
        way.add(END_OF_LIST);
        way.addAll(found.applied());
        way.add(END_OF_LIST);
        way.addAll(found.observed());
        return way.toArray();
    }

    private static boolean isWay(int[] way, Found found) {
        int applied = found.path().size() + 1;
        int observed = applied + found.applied().size() + 1;
        return way.length == observed + found.observed().size()
                && found.path().isAt(way, 0)
                && way[applied - 1] == END_OF_LIST
                && found.applied().isAt(way, applied)
                && way[observed - 1] == END_OF_LIST
                && found.observed().isAt(way, observed);
    }

    /// The decision, from the start.
    Decision conclude(Found found, AccessRequest request) {
        Numbers applied = found.applied();
        var basis = new Basis(
                revision, cited(found), cited(found.observed()), found.path().toList());
        int denying = first(applied, Effect.DENY);
        if (denying >= 0) {
            return new Decision.Deny(basis, Contribution.denied(rules.get(denying), request));
        }
        if (found.undetermined().size() > 0) {
            Reason reason =
                    Contribution.undecidable(rules.get(found.undetermined().get(0)), request);
            return new Decision.Deny(basis, reason);
        }
        if (first(applied, Effect.APPROVE) >= 0) {
            return new Decision.NeedsApproval(basis, asks(applied, request), obligations(applied, request));
        }
        return first(applied, Effect.ALLOW) >= 0
                ? new Decision.Permit(basis, obligations(applied, request))
                : new Decision.Deny(basis, Contribution.notAllowed());
    }

    /// The rules that took effect: those that apply, and those that deny because they cannot be told not to.
    private List<Rule> cited(Found found) {
        if (found.undetermined().size() == 0) {
            return cited(found.applied());
        }
        var numbers = new TreeSet<Integer>(found.applied().toList());
        numbers.addAll(found.undetermined().toList());
        return numbers.stream().map(number -> rules.get(number).rule()).toList();
    }

    private List<Rule> cited(Numbers numbers) {
        var cited = new ArrayList<Rule>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            cited.add(rules.get(numbers.get(i)).rule());
        }
        return cited;
    }

    private int first(Numbers numbers, Effect effect) {
        for (int i = 0; i < numbers.size(); i++) {
            if (rules.get(numbers.get(i)).rule().effect() == effect) {
                return numbers.get(i);
            }
        }
        return -1;
    }

    private List<Ask> asks(Numbers applied, AccessRequest request) {
        var asks = new ArrayList<Ask>();
        for (int i = 0; i < applied.size(); i++) {
            asks.addAll(Contribution.asks(rules.get(applied.get(i)), request));
        }
        return asks;
    }

    private List<Obligation> obligations(Numbers applied, AccessRequest request) {
        var obligations = new ArrayList<Obligation>();
        for (int i = 0; i < applied.size(); i++) {
            obligations.addAll(Contribution.obligations(rules.get(applied.get(i)), request));
        }
        return obligations;
    }
}
