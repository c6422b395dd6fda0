// SPDX-License-Identifier: Apache-2.0
package policy.tests;

/// Told how far work on many things is. Called from any of the threads that work, several at a time, so the calls of
/// two threads may overtake each other.
@FunctionalInterface
public interface Progress {

    Progress IGNORED = (_, _) -> {};

    void made(int done, int all);
}
