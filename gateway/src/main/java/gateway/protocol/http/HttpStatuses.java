// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Denial;
import policy.runtime.decision.DenialCode;

/// What each way not to get through is in HTTP's own numbers (RFC 9110, section 15).
public final class HttpStatuses {

    private HttpStatuses() {}

    private static final int REQUEST_TIMEOUT = 408;

    public static int of(Denial denial) {
        return denial.late() ? REQUEST_TIMEOUT : of(denial.reason().code());
    }

    public static int of(DenialCode code) {
        return switch (code) {
            case G101, G102, G103, G104, G105, G106, G107, G109, G115, G116, G117 -> 403;
            case G108 -> 429;
            case G110 -> 401;
            case G111 -> 404;
            case G112 -> 400;
            case G113 -> 413;
            case G114, G501 -> 502;
            case G502 -> 504;
            case G503, G505 -> 503;
            case G504 -> 500;
        };
    }
}
