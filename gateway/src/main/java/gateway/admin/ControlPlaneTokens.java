// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import gateway.exchange.Failure;
import gateway.identity.Identity;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import policy.runtime.request.Subject;

/// Lets the control plane believe the tokens the data path believes, and no others.
@Singleton
final class ControlPlaneTokens implements TokenValidator<HttpRequest<?>> {

    /// Why a token was refused, for the answer.
    static final String REFUSAL = "gateway.refusal";

    /// The attribute that holds the verified [Subject].
    static final String SUBJECT = "subject";

    private final Identity identity;
    private final ExecutorService threads;

    /// @param threads verifying may wait for an issuer's keys
    ControlPlaneTokens(Identity identity, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.identity = identity;
        this.threads = threads;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return Publishers.fromCompletableFuture(
                () -> CompletableFuture.supplyAsync(() -> verify(token, request), threads));
    }

    /// @return null, which the publisher takes for nothing, if the token is refused
    private @Nullable Authentication verify(String token, @Nullable HttpRequest<?> request) {
        try {
            return authentication(identity.identify(Optional.of(token)).subject());
        } catch (Failure refused) {
            if (request != null) {
                request.setAttribute(REFUSAL, refused.reason().message());
            }
            return null;
        }
    }

    private static Authentication authentication(Subject subject) {
        return Authentication.build(
                subject.id(),
                Map.of(
                        SUBJECT,
                        subject,
                        "issuer",
                        subject.issuer(),
                        "groups",
                        List.copyOf(subject.groups()),
                        "kind",
                        subject.kind().word(),
                        "name",
                        subject.name()));
    }

    /// Who calls a controller.
    static Subject subject(Authentication caller) {
        return (Subject) Objects.requireNonNull(caller.getAttributes().get(SUBJECT), "only this class authenticates");
    }
}
