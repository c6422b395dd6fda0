// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `docs/bundles.md`, typed into a shell from its first command to its last, openssl and jq included.
final class BundleWalkThroughTest {

    private static final Path PAGE = Path.of("../docs/bundles.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final List<String> TOOLS = List.of("bash", "tar", "jq", "openssl", "sha256sum", "base64", "find");

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyCommandOfThePageDoesWhatItSays() throws Exception {
        List<String> missing = TOOLS.stream().filter(tool -> !isThere(tool)).toList();
        assumeTrue(missing.isEmpty(), () -> "the walk-through needs tools that are not installed: " + missing);

        String script = "set -euo pipefail\n"
                + hpol()
                + COMMANDS.matcher(Files.readString(PAGE))
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining("\n"));
        Path log = directory.resolve("log");
        Process shell = new ProcessBuilder(
                        "bash",
                        Files.writeString(directory.resolve("page.sh"), script).toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = shell.waitFor();
        String said = Files.readString(log);
        assertThat(status).as(said).isZero();
        assertThat(said)
                .contains(
                        "Signature Verified Successfully",
                        "shop.hpol: OK",
                        "banned.txt: OK",
                        "\"because\": \"blocks every refund\"")
                .doesNotContain("FAILED", "warning");

        Path unpacked = directory.resolve("unpacked");
        Files.writeString(unpacked.resolve("signed"), "x", java.nio.file.StandardOpenOption.APPEND);
        assertThat(run(
                        unpacked,
                        "openssl pkeyutl -verify -pubin -inkey ../release.pub -rawin -in signed"
                                + " -sigfile signature"))
                .isNotZero();
    }

    /// The command as a function: the launcher would build first.
    private static String hpol() {
        String classes = Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        return "hpol() { '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' policy.cli.Main \"$@\"; }\n"
                .formatted(java, classes);
    }

    private static int run(Path where, String command) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }
}
