// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import policy.runtime.evaluate.CompiledPolicySet;

/// What is there at one moment where policies come from, not compiled yet.
///
/// @param fingerprint the same for the same content
public record Draft(String fingerprint, Supplier<Result> compile) {

    /// What can only be refused.
    ///
    /// @param because in one line: lower case, no full stop
    static Draft refused(String fingerprint, String because) {
        return new Draft(fingerprint, () -> Result.Broken.of(because));
    }

    public sealed interface Result {

        /// @param content the files it was compiled from, by path
        /// @param release of a bundle
        record Good(CompiledPolicySet policies, SortedMap<String, byte[]> content, Optional<Release> release)
                implements Result {}

        /// @param first the first error, in one line
        /// @param report all of them, rendered for people
        record Broken(int errors, String first, String report) implements Result {

            static Broken of(String because) {
                return new Broken(1, because, "error: " + because);
            }
        }
    }
}
