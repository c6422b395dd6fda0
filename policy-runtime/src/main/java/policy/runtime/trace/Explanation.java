// SPDX-License-Identifier: Apache-2.0
package policy.runtime.trace;

import java.util.List;
import policy.runtime.decision.Decision;

/// A decision with the tests that led to it.
public record Explanation(Decision decision, List<Step> steps) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /// One test on the way.
    ///
    /// @param node number of the decision tree's node
    /// @param test what was asked, in the language's own words
    /// @param answer what the request answered
    public record Step(int node, String test, String answer) {}
}
