// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.Optional;
import policy.runtime.decision.Decision;

/// What is known of an invariant.
public sealed interface Proof {

    /// There is no request that breaks it.
    record Holds() implements Proof {}

    /// This request breaks it, and is decided so.
    record Fails(Witness witness, Decision decision) implements Proof {}

    /// Nobody can tell, within the budget.
    ///
    /// @param because in words
    /// @param values what a request would need to break it, if that is known
    record Unknown(String because, Optional<String> values) implements Proof {}
}
