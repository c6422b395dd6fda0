// SPDX-License-Identifier: Apache-2.0
package policy.tests.coverage;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.compiler.written.WrittenRule;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;
import policy.tests.Parallel;
import policy.tests.Progress;

/// What tests exercise of a policy set.
///
/// A rule is covered when in some test it applies and takes part in the decision: a `deny` in a denial, an `approve`
/// in a request for approval, an `allow` in a permission, a `mask`, `limit` or `record` in either of the last two, a
/// rule that is only observed in any. A condition is covered when some test finds it true and some test finds it
/// false, where conditions are asked in the order they are written and no further than needed: what stands behind a
/// false operand of `and` is not reached.
///
/// @param rules in the order of their ids
public record Coverage(List<RuleCoverage> rules) {

    public Coverage {
        rules = List.copyOf(rules);
    }

    private record Decided(AccessRequest request, Decision decision) {}

    /// @param rules all of the policy set
    /// @param requests those of the tests
    public static Coverage of(Revision revision, List<WrittenRule> rules, List<AccessRequest> requests) {
        var meaning =
                new Interpreter(revision, rules.stream().map(WrittenRule::rule).toList());
        List<Decided> decided =
                Parallel.map(requests, Progress.IGNORED, request -> new Decided(request, meaning.decide(request)));
        return new Coverage(Parallel.map(rules, Progress.IGNORED, rule -> of(rule, decided)));
    }

    private static RuleCoverage of(WrittenRule rule, List<Decided> all) {
        var asking = new Asking(rule);
        int decided = 0;
        for (Decided one : all) {
            if (asking.holds(one.request()) && tookPart(rule.rule(), one.decision())) {
                decided++;
            }
        }
        return new RuleCoverage(rule, asking.whole(), decided, asking.parts());
    }

    private static boolean tookPart(TypedRule rule, Decision decision) {
        if (rule.observe()) {
            return decision.basis().observed().contains(rule.rule());
        }
        return switch (rule.rule().effect()) {
            case ALLOW -> decision instanceof Decision.Permit;
            case APPROVE -> decision instanceof Decision.NeedsApproval;
            case DENY -> decision instanceof Decision.Deny deny && deny.reason().code() == DenialCode.G101;
            case MASK, LIMIT, RECORD -> !(decision instanceof Decision.Deny);
        };
    }

    /// The same, of each policy by itself, by its name.
    public SortedMap<String, Coverage> byPolicy() {
        return rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> rule.rule().rule().rule().policy(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Coverage::new)));
    }

    public Share ruleShare() {
        return new Share(rules.stream().filter(RuleCoverage::covered).count(), rules.size());
    }

    public Share partShare() {
        return new Share(parts().filter(PartCoverage::covered).count(), parts().count());
    }

    private Stream<PartCoverage> parts() {
        return rules.stream().flatMap(rule -> rule.parts().stream());
    }

    /// The lesser of the two shares, in per cent.
    public int percent() {
        return Math.min(ruleShare().percent(), partShare().percent());
    }

    /// How many of how many.
    public record Share(long covered, long total) {

        /// Rounded down, so that 100 means all; 100 of nothing.
        public int percent() {
            return total == 0 ? 100 : (int) (covered * 100 / total);
        }
    }
}
