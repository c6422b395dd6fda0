// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

/// A rule as decisions and evidence cite it.
///
/// @param policy dotted name of the policy it stands in
/// @param place where it is written, `file:line:column`, relative to the policy directory
public record Rule(Effect effect, String policy, String name, String place) {

    /// The full name, unique in a policy set.
    public String id() {
        return policy + "." + name;
    }
}
