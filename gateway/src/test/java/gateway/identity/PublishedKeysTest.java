// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import gateway.exchange.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.runtime.request.Subject.Kind;

/// Keys from a web server and from a file: rotated, withdrawn, missing, and asked for by a flood.
final class PublishedKeysTest {

    private static final TestIssuer OLD = new TestIssuer("old");
    private static final TestIssuer NEW = new TestIssuer("new");

    private final AtomicInteger asked = new AtomicInteger();
    private final LinkedBlockingQueue<Integer> answered = new LinkedBlockingQueue<>();
    private volatile Instant now = Instant.now();
    private volatile int status = 200;
    private volatile String body = TestIssuer.jwks(OLD);
    private HttpServer server;

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int number = asked.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
            answered.add(number);
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aFloodOfUnknownKeysAsksOnce() throws Exception {
        var identity = identity(web());
        identity.identify(Optional.of(OLD.token("ann")));
        now = now.plusSeconds(31);

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                String token = NEW.sign(
                        NEW.header().keyID("k" + i).build(),
                        TestIssuer.claims("x", now).build());
                callers.submit(() -> assertRefused(identity, token)).get();
            }
        }

        assertThat(asked).hasValue(2);
        assertThatNoException().isThrownBy(() -> identity.identify(Optional.of(OLD.token("bob"))));
    }

    @Test
    void aRotatedKeyIsFoundAtOnceAndAWithdrawnOneIsNoLongerBelieved() throws Exception {
        var identity = identity(web());
        String token = OLD.token("ann");
        identity.identify(Optional.of(token));
        body = TestIssuer.jwks(NEW);
        now = now.plusSeconds(31);

        identity.identify(Optional.of(NEW.token("ann")));

        assertRefused(identity, token); // remembered, but its key has gone
    }

    @Test
    void keysAreReadAgainInTheBackground() throws Exception {
        var identity = identity(web());
        String token = OLD.token("ann");
        identity.identify(Optional.of(token));
        body = TestIssuer.jwks(NEW);
        now = now.plus(Duration.ofMinutes(16));

        identity.identify(Optional.of(token)); // still good: nobody waits for the keys

        answered.poll(10, TimeUnit.SECONDS);
        assertThat(answered.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void anIssuerThatIsDownIsBelievedForADay() throws Exception {
        var identity = identity(web());
        identity.identify(Optional.of(OLD.token("ann")));
        status = 503;
        now = now.plus(Duration.ofHours(23));
        identity.identify(Optional.of(fresh("ann")));
        now = now.plus(Duration.ofHours(2));

        assertRefused(identity, fresh("ann"));
    }

    @Test
    void noRedirectIsFollowedAndNoEndlessAnswerRead() {
        status = 302;
        assertThatThrownBy(web()::fetch).isInstanceOf(IOException.class).hasMessageContaining("302");
        assertThat(asked).hasValue(1);

        status = 200;
        body = "x".repeat(FileKeys.MAX_BYTES + 1);
        assertThatThrownBy(web()::fetch).isInstanceOf(IOException.class);
    }

    @Test
    void keysThatCannotBeReadRefuseEverybody() {
        body = "not json";
        assertRefused(identity(web()), OLD.token("ann"));
    }

    @Test
    void aFileIsReadAgainWhenATokenNamesANewKey(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("keys.json"), TestIssuer.jwks(OLD));
        var identity = identity(new FileKeys(file));
        identity.identify(Optional.of(OLD.token("ann")));
        Files.writeString(file, TestIssuer.jwks(OLD, NEW));
        now = now.plusSeconds(2);

        assertThatNoException().isThrownBy(() -> identity.identify(Optional.of(NEW.token("ann"))));
    }

    private String fresh(String subject) {
        return OLD.sign(TestIssuer.claims(subject, now).build());
    }

    private static void assertRefused(Identity identity, String token) {
        assertThatThrownBy(() -> identity.identify(Optional.of(token)))
                .isInstanceOf(Failure.class)
                .hasMessage("The token is signed with a key its issuer does not publish.");
    }

    private WebKeys web() {
        return new WebKeys(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"));
    }

    private TokenIdentity identity(KeyOrigin origin) {
        var keys = new PublishedKeys("corp", origin, () -> now);
        var claims = new SubjectClaims("corp", "groups", "name", "kind", Kind.PERSON);
        var issuer =
                new TrustedIssuer("corp", TestIssuer.ISSUER, TestIssuer.AUDIENCE, keys, Duration.ofMinutes(1), claims);
        return new TokenIdentity(List.of(issuer), () -> now);
    }
}
