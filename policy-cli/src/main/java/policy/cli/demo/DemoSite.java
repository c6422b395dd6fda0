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
    ///
    /// @param control where the control plane is to listen
    void write(DemoIssuer issuer, URI targets, URI control, DemoSignIn signIn) {
        try {
            Files.createDirectories(policies());
            Path policy = policies().resolve("starter.hpol");
            if (Files.notExists(policy)) {
                try (InputStream starter = starter()) {
                    Files.copy(starter, policy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
            for (DemoPerson person : DemoPerson.values()) {
                writeToken(person.id(), issuer.token(person.id(), person.groups()));
            }
            Files.writeString(config(), configuration(targets, control, signIn));
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

    private static String configuration(URI targets, URI control, DemoSignIn signIn) {
        return """
            # Written by the demo at each start.
            listen: 127.0.0.1:%d
            control: %s
            console: %s
            data: data
            policies: policies

            issuers:
              - name: demo
                issuer: %s
                audience: %s
                jwks: jwks.json

            sign-in:
              issuer: demo
              client-id: %s
              authorization-endpoint: %s
              token-endpoint: %s

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
                        control.getAuthority(),
                        control,
                        DemoIssuer.ISSUER,
                        DemoIssuer.AUDIENCE,
                        DemoSignIn.CLIENT,
                        signIn.authorizationEndpoint(),
                        signIn.tokenEndpoint(),
                        targets,
                        DemoTargets.CREDENTIAL,
                        targets,
                        DemoTargets.CREDENTIAL);
    }

    /// Where the control plane can listen. It must be known beforehand: browsers are sent back there.
    static URI control() {
        return URI.create("http://127.0.0.1:" + freePort(CONTROL_PORT));
    }

    /// The usual port, or any that is free where somebody else has it.
    private static int freePort(int usual) {
        try (var probe = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }
}
