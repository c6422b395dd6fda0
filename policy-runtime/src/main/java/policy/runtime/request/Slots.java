// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

/// Values in numbered slots: what a condition is asked about. A whole request is one; so is one item of a list, when
/// a rule asks about the items of a list one by one.
public interface Slots {

    /// The value in a slot; [Value.Undetermined] where nothing was read.
    Value value(int slot);
}
