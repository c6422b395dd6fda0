// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of traffic loses nothing that was acknowledged.
final class KilledGatewayTest {

    private static final int CALLERS = 64;
    private static final int KILL_AFTER = 3000;

    @TempDir
    private Path directory;

    /// The process that is killed: it prints each record's text once it is durable.
    static final class Victim {

        private Victim() {}

        public static void main(String[] args) throws Exception {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            var log = SegmentLog.open(settings(Path.of(args[0])), InstantSource.system());
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    int name = caller;
                    callers.submit(() -> {
                        for (int i = 0; ; i++) {
                            String text = "<" + name + "/" + i + ">";
                            log.append(Logs.leaf(text)).awaitDurable();
                            out.println(text);
                        }
                    });
                }
            }
        }
    }

    private static LogSettings settings(Path directory) {
        return LogSettings.of(directory, "tests").withSegmentBytes(1 << 16);
    }

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Process victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged.size() < KILL_AFTER) {
                String line = lines.readLine();
                assertThat(line).as("the process ended by itself").isNotNull();
                acknowledged.add(line);
            }
            assertThatThrownBy(() -> SegmentLog.open(settings(directory), InstantSource.system()))
                    .hasMessageContaining("in use by another gateway");
            assertThat(LogVerifier.verify(directory).problems())
                    .as("verified while it is written")
                    .isEmpty();
            victim.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipe, with what is in it
            for (String line = lines.readLine(); line != null && line.endsWith(">"); line = lines.readLine()) {
                acknowledged.add(line);
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }

        SegmentLog.open(settings(directory), InstantSource.system()).close();

        assertThat(String.join("\n", Logs.read(directory))).contains(acknowledged);
        assertThat(Logs.kinds(directory)).contains("gap");
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }
}
