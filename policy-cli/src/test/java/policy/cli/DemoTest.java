// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.cli.lsp.EvidenceMatches;

/// The demo, whole: five requests over real HTTP, then the commands it points to.
final class DemoTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int hpol(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void it_shows_five_outcomes_and_leaves_evidence_that_verifies() throws IOException {
        assertThat(hpol("demo", "--data", folder.toString(), "--exit")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString())
                .contains("ALLOWED", "DENIED", "MASKED", "HELD, APPROVED", "HELD, DENIED", "intact: ")
                .contains("The prompt contains a live credential.", "[email]", "[credit_card]")
                .doesNotContain("UNEXPECTED", "ada.lovelace@example.com", "4111");

        assertThat(hpol("decisions", "--data", folder.resolve("data").toString(), "--last", "20"))
                .isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).contains("G101", "starter.secrets_in_prompt", "masked 1 credit_card, 1 email");

        itIsAskedFor();

        assertThat(new EvidenceMatches(folder.resolve("data")).read().get("starter.secrets_in_prompt"))
                .satisfies(match -> assertThat(match.requests()).isEqualTo(1));

        String policies = folder.resolve("policies").toString();
        assertThat(hpol("replay", folder.resolve("data").toString(), "--against", policies))
                .isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).contains(" 0 differ, 6 as recorded, 0 not replayable");
        Path starter = folder.resolve("policies/starter.hpol");
        Files.writeString(starter, Files.readString(starter).replace("group(\"leads\")", "group(\"owners\")"));
        assertThat(hpol("replay", folder.resolve("data").toString(), "--against", policies))
                .isEqualTo(ExitStatus.PROBLEMS);
        assertThat(out.toString()).contains(" 2 differ, 4 as recorded", "1 of group(\"owners\")");

        String evidence = folder.resolve("data/evidence").toString();
        assertThat(hpol("verify", evidence)).isEqualTo(ExitStatus.FINE);
        flipOneByte(folder.resolve("data/evidence"));
        assertThat(hpol("verify", evidence)).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(err.toString()).contains("damaged: ", "NOT INTACT");
    }

    private void itIsAskedFor() {
        String data = folder.resolve("data").toString();
        assertThat(hpol("decisions", "--data", data, "--decision", "deny")).isEqualTo(ExitStatus.FINE);
        String denied = out.toString();
        assertThat(denied)
                .contains("  deny ", "by starter.secrets_in_prompt of")
                .doesNotContain("  allow ", "  approve ");
        String exchange = denied.lines()
                .filter(line -> line.startsWith("    exchange "))
                .findFirst()
                .orElseThrow()
                .strip()
                .substring("exchange ".length());
        hpol("decisions", "--data", data, "--id", exchange.substring(0, 35).toUpperCase(java.util.Locale.ROOT));
        assertThat(out.toString()).contains("exchange " + exchange).containsOnlyOnce("    exchange ");
        hpol("decisions", "--data", data, "--id", exchange, "--json");
        assertThat(out.toString()).startsWith("{").contains(exchange).hasLineCount(1);
        hpol("decisions", "--data", data, "--decision", "allow", "--id", exchange);
        assertThat(out.toString()).isEmpty();
        hpol("decisions", "--data", data, "--subject", "nobody/here");
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("hpol: no decision on record in ", " is like that");
    }

    /// In the middle of the first record of the first segment.
    private static void flipOneByte(Path evidence) throws IOException {
        Path segment;
        try (Stream<Path> files = Files.list(evidence)) {
            List<Path> segments = files.filter(
                            file -> file.getFileName().toString().startsWith("segment-"))
                    .sorted()
                    .toList();
            assertThat(segments).isNotEmpty();
            segment = segments.getFirst();
        }
        byte[] bytes = Files.readAllBytes(segment);
        int record = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\"kind\":\"decision\"");
        assertThat(record).isPositive();
        bytes[record + 3] ^= 1;
        Files.write(segment, bytes);
    }
}
