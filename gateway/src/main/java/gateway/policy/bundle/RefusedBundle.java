// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import policy.compiler.condition.Visible;

/// A file is not a bundle that can be trusted. The message is for people: lower case, no full stop, what the file says
/// of itself in backticks, with nothing in it that terminals or logs obey.
public final class RefusedBundle extends Exception {

    private static final long serialVersionUID = 1;

    RefusedBundle(String message) {
        super(Visible.text(message));
    }
}
