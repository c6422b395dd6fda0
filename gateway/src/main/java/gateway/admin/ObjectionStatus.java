// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.Objection;
import io.micronaut.http.HttpStatus;

/// With which status the control plane tells that an answer does not count.
public final class ObjectionStatus {

    private ObjectionStatus() {}

    public static HttpStatus of(Objection.Kind kind) {
        return switch (kind) {
            case UNKNOWN_REQUEST -> HttpStatus.NOT_FOUND;
            case NOT_A_PERSON, OWN_REQUEST, NOT_IN_GROUP, TOO_WEAK -> HttpStatus.FORBIDDEN;
            case ANSWERED_ALREADY, DECIDED_ALREADY, NOT_YET -> HttpStatus.CONFLICT;
        };
    }
}
