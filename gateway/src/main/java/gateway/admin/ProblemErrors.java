// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.util.stream.Collectors;

/// Every error of the control plane as RFC 9457 tells it. What went wrong inside stays in the log.
@Singleton
@Primary
final class ProblemErrors implements ErrorResponseProcessor<ProblemErrors.Problem> {

    private static final int INTERNAL = 500;

    /// @param detail what the caller can act on
    record Problem(String type, String title, int status, String detail) {}

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        if (status == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.body(new Problem("about:blank", status.getReason(), status.getCode(), detail(context, status)))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    private static String detail(ErrorContext context, HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED ->
                context.getRequest()
                        .getAttribute(ControlPlaneTokens.REFUSAL, String.class)
                        .orElse("No bearer token was presented.");
            case FORBIDDEN -> "This is not for you.";
            case NOT_FOUND -> "There is nothing here.";
            default ->
                status.getCode() >= INTERNAL
                        ? "The gateway failed; its log says why."
                        : isOurs(context)
                                ? context.getErrors().stream()
                                        .map(Error::getMessage)
                                        .collect(Collectors.joining("; "))
                                : "A parameter or the body is not what is expected here.";
        };
    }

    /// What readers of JSON and parameters say of a mistake names our classes.
    private static boolean isOurs(ErrorContext context) {
        return context.getRootCause()
                .map(cause -> cause instanceof ConstraintViolationException
                        || cause instanceof UnsatisfiedRouteException
                        || cause instanceof ContentLengthExceededException)
                .orElse(true);
    }
}
