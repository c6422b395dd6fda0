// SPDX-License-Identifier: Apache-2.0
package policy.cli.request;

/// A request that cannot be understood; the message says what is wrong and what is possible.
public final class InvalidRequest extends Exception {

    private static final long serialVersionUID = 1;

    InvalidRequest(String message) {
        super(message);
    }
}
