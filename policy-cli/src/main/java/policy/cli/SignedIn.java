// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import policy.cli.approvals.ControlPlane;

/// Which control plane is asked, by whom. A token is never an argument: other users of the machine see those.
final class SignedIn {

    private static final String VARIABLE = "HPOL_TOKEN";

    /// Longer than any token the gateway takes.
    private static final int TOKEN_MAX = 20_000;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The gateway's control plane. Default: ${DEFAULT-VALUE}")
    private URI server = URI.create("http://localhost:8081");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with your token. Without it, the environment variable " + VARIABLE + " holds it.")
    private @Nullable Path tokenFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    ControlPlane controlPlane(PrintWriter err) throws IOException {
        boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!web || server.getHost() == null) {
            throw new ParameterException(
                    command.commandLine(), "--server is `%s`; it must be an http or https URL".formatted(server));
        }
        String token = token();
        if (server.getScheme().equals("http") && !isHere(server.getHost())) {
            err.println("hpol: your token goes to %s unencrypted; an https URL is safer".formatted(server.getHost()));
        }
        return new ControlPlane(server, token);
    }

    private String token() throws IOException {
        Optional<String> found =
                tokenFile == null ? Optional.ofNullable(System.getenv(VARIABLE)) : Optional.of(read(tokenFile));
        String token = found.orElse("").strip();
        if (token.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "you are not signed in: get a token from your identity provider, then name its file with"
                            + " --token-file or put it into "
                            + VARIABLE);
        }
        if (token.length() > TOKEN_MAX || !token.matches("[!-~]+")) {
            throw new ParameterException(
                    command.commandLine(),
                    "what %s holds is no token".formatted(Objects.requireNonNullElse(tokenFile, VARIABLE)));
        }
        return token;
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(TOKEN_MAX + 2), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true; // told when it is asked
        }
    }
}
