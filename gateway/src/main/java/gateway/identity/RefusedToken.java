// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

/// A token that is not believed, and why, in words its bearer may read.
final class RefusedToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedToken(String message) {
        super(message, null, false, false); // no stack: it is told, never traced, and strangers cause it
    }

    String told() {
        return String.valueOf(getMessage());
    }
}
