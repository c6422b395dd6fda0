// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;

/// An error as RFC 9457 tells it.
///
/// @param detail what the caller can act on
record ApprovalsProblem(String type, String title, int status, String detail) {

    static HttpResponse<?> of(HttpStatus status, String detail) {
        var problem = new ApprovalsProblem("about:blank", status.getReason(), status.getCode(), detail);
        return HttpResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM)
                .body(problem);
    }
}
