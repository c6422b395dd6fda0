// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

/// A mask is demanded that nobody here can put on; the message says which, in a sentence for people.
public final class CannotMask extends Exception {

    private static final long serialVersionUID = 1L;

    CannotMask(String message) {
        super(message);
    }
}
