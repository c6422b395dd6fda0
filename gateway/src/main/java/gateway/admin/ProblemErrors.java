// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
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
            case METHOD_NOT_ALLOWED ->
                "This path does not take %s; the header Allow names what it takes."
                        .formatted(context.getRequest().getMethodName());
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be JSON, with the header Content-Type: application/json.";
            default -> status.getCode() >= INTERNAL ? "The gateway failed; its log says why." : mistake(context);
        };
    }

    /// What readers of JSON and parameters say of a mistake names our classes.
    private static String mistake(ErrorContext context) {
        return switch (context.getRootCause().orElse(null)) {
            case UnsatisfiedBodyRouteException _ ->
                "The request has no body; send a JSON object, or {} for an empty one.";
            case null -> told(context);
            case ConstraintViolationException _ -> told(context);
            case UnsatisfiedRouteException _ -> told(context);
            case ContentLengthExceededException _ -> told(context);
            case HttpStatusException _ -> told(context);
            default -> "A parameter or the body is not what is expected here.";
        };
    }

    private static String told(ErrorContext context) {
        return context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    }
}
