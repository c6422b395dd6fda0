// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import gateway.Gateway;
import gateway.config.InvalidConfig;
import gateway.recording.log.LogVerifier;
import gateway.recording.log.VerifyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Shows what hpol does: starts a gateway with an issuer and targets of its own, sends five requests
/// through it over real HTTP, verifies the evidence it left.
public final class Demo implements AutoCloseable {

    private static final Duration UNTIL_SIGNED = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final DemoLock lock;
    private final DemoSite site;
    private final DemoScreen screen;
    private final DemoTargets targets;
    private final DemoSignIn signIn;
    private final Gateway gateway;

    private Demo(
            DemoLock lock, DemoSite site, DemoScreen screen, DemoTargets targets, DemoSignIn signIn, Gateway gateway) {
        this.lock = lock;
        this.site = site;
        this.screen = screen;
        this.targets = targets;
        this.signIn = signIn;
        this.gateway = gateway;
    }

    /// Starts everything.
    ///
    /// @param folder where the demo keeps everything; made if it is missing
    /// @throws IllegalStateException if another demo runs there, which goes on undisturbed
    public static Demo start(Path folder, PrintWriter out, boolean colour) {
        var screen = new DemoScreen(out, colour);
        var site = new DemoSite(folder.toAbsolutePath().normalize());
        screen.line("starting the demo in %s ...".formatted(site.folder()));
        try {
            DemoLock lock = DemoLock.take(site.folder(), site.evidence());
            try {
                return start(lock, site, screen);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo cannot start in " + site.folder(), e);
        }
    }

    private static Demo start(DemoLock lock, DemoSite site, DemoScreen screen) throws IOException {
        var targets = new DemoTargets();
        var issuer = new DemoIssuer();
        URI control = DemoSite.control();
        var signIn = new DemoSignIn(issuer, control);
        try {
            site.write(issuer, targets.address(), control, signIn);
            Gateway gateway = Gateway.start(Gateway.configuration(site.config(), Map.of()));
            return new Demo(lock, site, screen, targets, signIn, gateway);
        } catch (InvalidConfig e) {
            signIn.close();
            targets.close();
            throw new IllegalStateException("the demo's own configuration is not valid", e);
        } catch (RuntimeException e) {
            signIn.close();
            targets.close();
            throw e;
        }
    }

    /// Where its callers connect.
    URI address() {
        return gateway.dataAddress();
    }

    /// Sends the five requests and verifies the evidence.
    ///
    /// @return whether all came out as they should
    public boolean show() {
        screen.line("gateway %s   control plane %s   policies %s"
                .formatted(gateway.dataAddress(), gateway.controlAddress(), site.policies()));
        boolean asExpected = true;
        try (HttpClient http = HttpClient.newHttpClient()) {
            var client =
                    new DemoClient(http, gateway.dataAddress(), gateway.controlAddress(), token("ana"), token("lea"));
            for (int i = 0; i < DemoCase.ALL.size(); i++) {
                DemoCase demoCase = DemoCase.ALL.get(i);
                DemoClient.Answer answer = client.send(demoCase);
                screen.request(i + 1, demoCase, answer);
                asExpected &= answer.status() == demoCase.expected();
            }
        }
        return verified() && asExpected;
    }

    private boolean verified() {
        try {
            VerifyReport report = whenSigned();
            screen.heading("evidence");
            report.lines().forEach(line -> screen.line("   " + line));
            screen.line("   look   ./hpol decisions --data '%s' --last 20".formatted(site.data()));
            screen.line("   check  ./hpol verify '%s'".formatted(gateway.evidenceDirectory()));
            return report.intact();
        } catch (IOException e) {
            throw new UncheckedIOException("the evidence cannot be read", e);
        }
    }

    /// Verifies once all records are below a signed head, which is signed about once a second.
    private VerifyReport whenSigned() throws IOException {
        Instant latest = Instant.now().plus(UNTIL_SIGNED);
        VerifyReport report = LogVerifier.verify(gateway.evidenceDirectory());
        while (report.intact() && report.unsigned() > 0 && Instant.now().isBefore(latest)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            report = LogVerifier.verify(gateway.evidenceDirectory());
        }
        return report;
    }

    /// Prints a command line for each request and waits to be stopped.
    public void keepRunning() {
        screen.heading("it keeps running; in another shell:");
        for (DemoCase demoCase : DemoCase.ALL) {
            screen.line("");
            screen.line("# " + demoCase.title());
            screen.line(demoCase.curl(
                    gateway.dataAddress().toString(), site.token("ana").toString()));
        }
        screen.line("");
        screen.line("# what lea sees, and where she answers, in a browser: one click signs her in");
        screen.line(gateway.controlAddress().resolve("/inbox").toString());
        screen.line("");
        screen.line("# the same in a shell");
        String asLea = "--server %s --token-file '%s'".formatted(gateway.controlAddress(), site.token("lea"));
        screen.line("./hpol approvals list " + asLea);
        screen.line("./hpol approvals approve ID --reason ok " + asLea);
        screen.line("");
        screen.line("Edit %s and send again: a change is in force at once. Ctrl-C stops.".formatted(site.policies()));
        try {
            gateway.awaitStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String token(String person) {
        try {
            return Files.readString(site.token(person));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's tokens cannot be read", e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        signIn.close();
        targets.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's lock cannot be given up", e);
        }
    }
}
