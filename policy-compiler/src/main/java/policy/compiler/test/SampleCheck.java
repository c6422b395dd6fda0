// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.List;
import java.util.Optional;
import policy.runtime.request.Value;

/// Whether the samples of tests describe messages of their protocols. That takes classifiers, which the compiler does
/// not
/// know; whoever has them hands this in.
@FunctionalInterface
public interface SampleCheck {

    /// For those who do not run the tests.
    SampleCheck NONE = (_, _) -> Optional.empty();

    /// What is wrong with a sample, if anything is.
    Optional<Flaw> flaw(String protocol, Value sample);

    /// @param field the field that is wrong; empty if the sample as a whole is
    /// @param message lower case, user text in backticks
    /// @param known if a word is unknown, all that could stand in its place; empty if something else is wrong
    /// @param help what to do, where `known` does not tell
    record Flaw(Optional<String> field, String message, List<String> known, Optional<String> help) {
        public Flaw {
            known = List.copyOf(known);
        }
    }
}
