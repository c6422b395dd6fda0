// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Reason;

/// The world did not play along: the request ends here and the client is told why. What it says goes to
/// the client, so it holds no host name, credential or stack trace; those go to the cause, which is only
/// logged.
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    public Failure(DenialCode code, String message) {
        super(message);
        this.reason = Reason.of(code, message);
    }

    public Failure(Reason reason) {
        super(reason.message());
        this.reason = reason;
    }

    public Failure(DenialCode code, String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.of(code, message);
    }

    /// What stopped an exchange, as a failure: anything that is not one already is a defect, of which the client
    /// learns nothing but that it happened.
    public static Failure of(RuntimeException stopped) {
        return stopped instanceof Failure failure
                ? failure
                : new Failure(DenialCode.G504, "The gateway could not handle this request.", stopped);
    }

    public Reason reason() {
        return reason;
    }
}
