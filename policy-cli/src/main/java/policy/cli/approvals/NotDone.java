// SPDX-License-Identifier: Apache-2.0
package policy.cli.approvals;

/// Why the control plane did not do what it was asked, with the next step, in one line.
public final class NotDone extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean lookedAt;

    private NotDone(String message, boolean lookedAt) {
        super(message);
        this.lookedAt = lookedAt;
    }

    /// It looked at the answer, which does not count.
    static NotDone refused(String message) {
        return new NotDone(message, true);
    }

    /// It could not be asked, or not about this.
    static NotDone unasked(String message) {
        return new NotDone(message, false);
    }

    public boolean lookedAt() {
        return lookedAt;
    }
}
