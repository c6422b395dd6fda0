// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import java.util.List;
import java.util.function.Predicate;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;

/// Plain Java, written for one set of rules.
public record ByHand(Predicate<Request> rules, Request[] requests) implements Engine {

    public static ByHand index(Predicate<Request> index, List<Request> requests) {
        return new ByHand(index, requests.toArray(Request[]::new));
    }

    /// Asks rule after rule.
    public static ByHand loop(List<Rule> rules, List<Request> requests) {
        Rule[] all = rules.toArray(Rule[]::new);
        return new ByHand(request -> loop(all, request), requests.toArray(Request[]::new));
    }

    private static boolean loop(Rule[] rules, Request request) {
        boolean allowed = false;
        for (Rule rule : rules) {
            if (rule.applies(request)) {
                if (!rule.allows()) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    @Override
    public boolean allows(int request) {
        return rules.test(requests[request]);
    }
}
