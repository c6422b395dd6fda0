// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

/// The log cannot do what was asked: it is full, stuck, broken, closed or held by somebody else. The message is for the
/// operator and may name files; it never goes to a client.
public final class LogFailure extends Exception {

    private static final long serialVersionUID = 1;

    public LogFailure(String message) {
        super(message);
    }

    public LogFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
