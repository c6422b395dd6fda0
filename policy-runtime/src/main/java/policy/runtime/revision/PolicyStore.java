// SPDX-License-Identifier: Apache-2.0
package policy.runtime.revision;

import java.util.concurrent.atomic.AtomicReference;
import policy.runtime.evaluate.CompiledPolicySet;

/// Holds the policy set in force and swaps it in one step. Whoever took [#current] keeps it: a request
/// finishes on the revision it started with.
public final class PolicyStore {

    private final AtomicReference<CompiledPolicySet> current;

    public PolicyStore(CompiledPolicySet first) {
        this.current = new AtomicReference<>(first);
    }

    public CompiledPolicySet current() {
        return current.get();
    }

    /// Puts another policy set in force.
    ///
    /// @return the one it replaced
    public CompiledPolicySet activate(CompiledPolicySet next) {
        return current.getAndSet(next);
    }
}
