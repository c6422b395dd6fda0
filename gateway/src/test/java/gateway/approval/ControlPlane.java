// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import com.zaxxer.hikari.HikariDataSource;
import gateway.storage.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import policy.runtime.request.Subject;

/// The control plane on a free port, with approvals on H2 and a fake Slack; `Bearer person/corp/bob/dba` is bob.
final class ControlPlane implements AutoCloseable {

    private static final String MARK = "test.control-plane";
    static final URI CONSOLE = URI.create("https://hpol.example/");

    final FakeSlack slack;
    private final EmbeddedServer server;

    private ControlPlane(FakeSlack slack, EmbeddedServer server) {
        this.slack = slack;
        this.server = server;
    }

    static ControlPlane start(List<Reviewer> reviewers) throws IOException {
        var slack = new FakeSlack();
        var settings = new ApprovalSettings(
                Duration.ofMinutes(5),
                1000,
                ApprovalSettings.DEFAULT_USE_WITHIN,
                Optional.of(CONSOLE),
                Optional.of(slack.settings(Optional.of(CONSOLE))),
                reviewers);
        var context = ApplicationContext.builder()
                .environments("test")
                .deduceEnvironment(false)
                .properties(Map.of(MARK, true, "micronaut.server.port", -1))
                .singletons(settings)
                .start();
        return new ControlPlane(slack, context.getBean(EmbeddedServer.class).start());
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    URI uri() {
        return server.getURI();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
        slack.close();
    }

    /// Stands in for what the rest of the gateway brings.
    @Factory
    @Requires(property = MARK)
    static final class Surroundings {

        @Singleton
        @Bean(preDestroy = "close")
        HikariDataSource source() {
            return TestDatabase.H2.open();
        }

        @Singleton
        TokenValidator<HttpRequest<?>> tokens() {
            return new TokenValidator<>() {
                @Override
                public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
                    String[] parts = token.split("/", 4);
                    return parts.length < 4
                            ? Publishers.empty()
                            : Publishers.just(Authentication.build(
                                    parts[2],
                                    Map.of(
                                            "kind", parts[0],
                                            "issuer", parts[1],
                                            "groups", List.of(parts[3].split(",")))));
                }
            };
        }
    }

    static String token(Subject subject) {
        return subject.kind().word() + "/" + subject.issuer() + "/" + subject.id() + "/"
                + String.join(",", subject.groups());
    }
}
