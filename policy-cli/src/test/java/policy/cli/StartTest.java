// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a JVM of its own does for a quick command.
final class StartTest {

    private static final String STARTER = "../policy-examples/starter";

    /// What serves the gateway, logs, or writes JSON; each would make a quick command several times slower.
    /// Jackson is not among them: samples of tests are JSON.
    private static final Pattern HEAVY =
            Pattern.compile("io\\.micronaut|io\\.netty|gateway\\.|approval\\.|org\\.slf4j|ch\\.qos|\\.xerces");

    @TempDir
    private Path folder;

    @Test
    void check_loads_nothing_it_does_not_need() throws Exception {
        Path log = folder.resolve("classes");
        assertThat(run(List.of("-Xlog:class+load:file=" + log), "policy.cli.Main", "check", STARTER))
                .startsWith("0 " + STARTER + ": fine.");
        try (Stream<String> lines = Files.lines(log)) {
            List<String> loaded = lines.toList();
            assertThat(loaded).anyMatch(line -> line.contains(" policy.compiler.Compiler "));
            assertThat(loaded).noneMatch(line -> HEAVY.matcher(line).find());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "check nowhere,          2 hpol: `nowhere` does not exist",
        "completion fish,        0 complete -c hpol -f",
        "explain p203,           0 P203 an unknown attribute",
    })
    void status_and_output_arrive_whole(String call, String said) throws Exception {
        assertThat(run(
                        List.of(),
                        Stream.concat(Stream.of("policy.cli.Main"), Stream.of(call.split(" ")))
                                .toArray(String[]::new)))
                .startsWith(said)
                .endsWith("\n");
    }

    @Test
    void the_rehearsal_says_nothing() throws Exception {
        assertThat(run(List.of(), "policy.cli.Rehearsal", "../policy-examples")).isEqualTo("0 ");
    }

    /// The exit status, a space, and what came on both outputs.
    private static String run(List<String> options, String... call) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(call));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        java.getOutputStream().close();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return java.waitFor() + " " + said;
    }
}
