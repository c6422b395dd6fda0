// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import policy.benchmarks.engine.Candidate;

/// What is measured, and for how long each.
///
/// @param warmUps seconds that do not count; some peers are slow until the JIT has seen much of them
record Plan(List<Trial> trials, int warmUps, int rounds, Duration round) {

    /// @param threads that decide at the same time, with the same engine
    record Trial(Candidate candidate, String shape, int rules, int threads) {}

    private static final List<Integer> RULES = List.of(10, 100, 1_000, 10_000, 100_000);
    private static final List<String> OTHER_SHAPES = List.of("equality", "prefixes", "networks", "patterns");

    /// Every engine with every number of rules it can bear, then hpol by two threads, then other shapes of rules.
    static Plan full() {
        List<Trial> trials = services(Candidate.values(), RULES);
        for (int rules : RULES) {
            trials.add(new Trial(Candidate.HPOL, "services", rules, 2));
        }
        for (String shape : OTHER_SHAPES) {
            for (int rules : List.of(10, 100, 1_000)) {
                trials.add(new Trial(Candidate.INDEX, shape, rules, 1));
                trials.add(new Trial(Candidate.HPOL, shape, rules, 1));
            }
        }
        return new Plan(trials, 3, 5, Duration.ofMillis(500));
    }

    /// Every engine with few rules and with many; a first look.
    static Plan quick() {
        return new Plan(services(Candidate.values(), List.of(10, 1_000, 10_000)), 3, 3, Duration.ofMillis(400));
    }

    private static List<Trial> services(Candidate[] candidates, List<Integer> numbers) {
        List<Trial> trials = new ArrayList<>();
        for (int rules : numbers) {
            for (Candidate candidate : candidates) {
                if (rules <= candidate.mostRules()) {
                    trials.add(new Trial(candidate, "services", rules, 1));
                }
            }
        }
        return trials;
    }
}
