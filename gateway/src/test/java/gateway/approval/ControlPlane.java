// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.slack.SlackSettings;
import com.zaxxer.hikari.HikariDataSource;
import gateway.exchange.Failure;
import gateway.identity.Caller;
import gateway.identity.Identity;
import gateway.storage.JdbcApprovalStore;
import gateway.storage.JdbcCardOutbox;
import gateway.storage.JdbcClickInbox;
import gateway.storage.JdbcSignatureLedger;
import gateway.storage.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Subject;

/// The control plane on a free port, with approvals on H2 and a fake Slack; `Bearer person/corp/bob/dba` is bob.
final class ControlPlane implements AutoCloseable {

    private static final String MARK = "test.control-plane";
    private static final Optional<URI> CONSOLE = Optional.of(URI.create("https://hpol.example/"));

    final FakeSlack slack = new FakeSlack();
    final HikariDataSource source = TestDatabase.H2.open();
    private final ApprovalOffice office;
    private final EmbeddedServer server;

    private ControlPlane(List<Reviewer> reviewers) throws IOException {
        office = office(source, slack, CONSOLE, reviewers);
        server = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of(MARK, true, "micronaut.server.port", -1))
                .singletons(new Rig(office))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    static ControlPlane start(List<Reviewer> reviewers) throws IOException {
        return new ControlPlane(reviewers);
    }

    static ApprovalOffice office(
            HikariDataSource source, FakeSlack slack, Optional<URI> console, List<Reviewer> reviewers) {
        return office(source, slack.settings(console), console, reviewers);
    }

    static ApprovalOffice office(
            HikariDataSource source, SlackSettings slack, Optional<URI> console, List<Reviewer> reviewers) {
        var stores = new ApprovalOffice.Stores(
                new JdbcApprovalStore(source),
                new JdbcCardOutbox(source),
                new JdbcClickInbox(source),
                new JdbcSignatureLedger(source));
        var settings = new ApprovalSettings(
                Duration.ofMinutes(5),
                1000,
                Samples.PLACES,
                ApprovalSettings.DEFAULT_USE_WITHIN,
                console,
                Optional.of(slack),
                reviewers);
        return new ApprovalOffice(stores, settings, event -> {}, InstantSource.system());
    }

    ApprovalOffice office() {
        return office;
    }

    URI uri() {
        return server.getURI();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
        office.close();
        source.close();
        slack.close();
    }

    private record Rig(ApprovalOffice office) {}

    /// Stands in for what the rest of the gateway brings.
    @Factory
    @Requires(property = MARK)
    static final class Surroundings {

        @Singleton
        @Replaces(value = ApprovalOffice.class, factory = ApprovalWiring.class)
        ApprovalOffice office(Rig rig) {
            return rig.office();
        }

        @Singleton
        @Replaces(Identity.class)
        Identity identity() {
            return token -> new Caller(subject(token.orElse("")), Optional.empty());
        }
    }

    private static Subject subject(String token) {
        String[] parts = token.split("/", 4);
        if (parts.length < 4) {
            throw new Failure(DenialCode.G110, "That is no token.");
        }
        var kind = Subject.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
        var groups = new TreeSet<>(List.of(parts[3].split(",")));
        return new Subject(parts[2], kind, parts[1], parts[2], groups, Optional.empty());
    }

    static String token(Subject subject) {
        return subject.kind().word() + "/" + subject.issuer() + "/" + subject.id() + "/"
                + String.join(",", subject.groups());
    }
}
