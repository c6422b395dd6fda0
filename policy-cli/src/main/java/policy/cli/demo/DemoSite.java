// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The folder a demo runs in: configuration, policies and tokens, as a team would have them.
///
/// @param folder all of the demo's files are below it
record DemoSite(Path folder) {

    private static final int DATA_PORT = 8080;
    private static final int CONTROL_PORT = 8081;

    Path config() {
        return folder.resolve("hpol.yaml");
    }

    Path policies() {
        return folder.resolve("policies");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path evidence() {
        return data().resolve("evidence");
    }

    Path token(String person) {
        return folder.resolve(person + ".jwt");
    }

    /// Writes everything the gateway needs. Policies that are there already stay, so that one can edit
    /// and try again.
    void write(DemoIssuer issuer, URI targets) {
        try {
            Files.createDirectories(policies());
            Path policy = policies().resolve("starter.hpol");
            if (Files.notExists(policy)) {
                try (InputStream starter = starter()) {
                    Files.copy(starter, policy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
            writeToken("ana", issuer.token("ana", List.of("engineering")));
            writeToken("lea", issuer.token("lea", List.of("engineering", "leads")));
            Files.writeString(config(), configuration(targets));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    private void writeToken(String person, String token) throws IOException {
        Path file = token(person);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token);
    }

    private static InputStream starter() {
        InputStream starter = DemoSite.class.getResourceAsStream("/demo/starter.hpol");
        if (starter == null) {
            throw new IllegalStateException("the starter policy is missing from the distribution");
        }
        return starter;
    }

    private static String configuration(URI targets) {
        return """
            # Written by the demo at each start.
            listen: 127.0.0.1:%d
            control: 127.0.0.1:%d
            data: data
            policies: policies

            issuers:
              - name: demo
                issuer: %s
                audience: %s
                jwks: jwks.json

            targets:
              - name: model
                protocol: llm
                url: %s
                env: dev
                credential:
                  header: Authorization
                  value: "%s"
              - name: orders
                protocol: http
                url: %s
                env: prod
                credential:
                  header: Authorization
                  value: "%s"
            """.formatted(
                        freePort(DATA_PORT),
                        freePort(CONTROL_PORT),
                        DemoIssuer.ISSUER,
                        DemoIssuer.AUDIENCE,
                        targets,
                        DemoTargets.CREDENTIAL,
                        targets,
                        DemoTargets.CREDENTIAL);
    }

    /// The usual port, or 0 (any that is free) where somebody else has it.
    private static int freePort(int usual) {
        try (var probe = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }
}
