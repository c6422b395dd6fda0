// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.List;
import policy.compiler.changes.Risk;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;

/// A class of requests that are decided otherwise after a change than before it, with one that shows it. The reference
/// interpreter and the compiled policy sets have decided that one, on both sides.
///
/// @param protocol of the requests
/// @param risk whether more gets through
public record Shift(String protocol, Risk risk, What what, Outcome before, Outcome after, Witness witness) {

    /// What is another.
    public sealed interface What {

        /// The decision.
        ///
        /// @param by what the class is made by: one that denies, or else asks, or else allows
        /// @param byBefore whether it is one of the rules before
        record Decided(Rule by, boolean byBefore) implements What {}

        /// What is asked of reviewers, or done with a request that goes through, as policies write it.
        ///
        /// @param effect `approve`, `mask`, `limit` or `record`
        record Demanded(Effect effect, List<String> before, List<String> after) implements What {
            public Demanded {
                before = List.copyOf(before);
                after = List.copyOf(after);
            }
        }
    }

    /// How one side decides the request that shows it.
    ///
    /// @param rules that made the decision, or that demand what is another; none if nothing allows the request
    /// @param demands all that is demanded of it, as policies write it
    public record Outcome(Effect effect, List<Rule> rules, List<String> demands) {
        public Outcome {
            rules = List.copyOf(rules);
            demands = List.copyOf(demands);
        }
    }
}
