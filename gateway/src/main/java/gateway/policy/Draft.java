// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.util.function.Supplier;
import policy.runtime.evaluate.CompiledPolicySet;

/// What the policy directory holds at one moment, not compiled yet.
///
/// @param fingerprint the same for the same content
public record Draft(String fingerprint, Supplier<Result> compile) {

    public sealed interface Result {

        record Good(CompiledPolicySet policies) implements Result {}

        /// @param first the first error, in one line
        /// @param report all of them, rendered for people
        record Broken(int errors, String first, String report) implements Result {}
    }
}
