// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

/// Rules and requests in one engine's own form. Asked by one thread at a time, except hpol and what is written by hand.
@FunctionalInterface
public interface Engine {

    /// @param request its place in the list the engine was given
    boolean allows(int request);
}
