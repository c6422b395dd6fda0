// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import java.util.Optional;

/// A sample in a `test` block that does not describe a message of its protocol.
public final class InvalidSample extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Optional<String> field;

    /// @param field the field that is wrong; empty if the sample as a whole is
    /// @param message lower case, user text in backticks, as diagnostics are worded
    public InvalidSample(Optional<String> field, String message) {
        super(message);
        this.field = field;
    }

    public Optional<String> field() {
        return field;
    }
}
