// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.List;
import policy.runtime.decision.Effect;

/// What would have to be otherwise for another decision.
public sealed interface Counterfactual {

    /// The other decision: allow, deny or approve.
    Effect decision();

    /// These would do, each by itself.
    ///
    /// @param changes each of as many attributes, no two of the same ones
    /// @param smallest whether no change of fewer attributes to values that rules compare with would do; not known
    ///     where rules compare with more values than were tried
    record Found(Effect decision, List<List<Change>> changes, boolean smallest) implements Counterfactual {
        public Found {
            changes = changes.stream().map(List::copyOf).toList();
        }
    }

    /// No change to values that rules compare with would do.
    record Nothing(Effect decision) implements Counterfactual {}

    /// The search ended at one of its limits.
    ///
    /// @param attributes changes of up to so many attributes were all tried, and none of them would do; 0 if not
    ///     even those of one were
    record Unknown(Effect decision, int attributes) implements Counterfactual {}
}
