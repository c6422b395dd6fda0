// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The load generator wrk (Debian package `wrk`).
///
/// @param connections how many connections ask at the same time
record Wrk(int connections, Duration length) {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in");
    private static final Pattern MEDIAN = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern TAIL = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern TROUBLE = Pattern.compile("(?m)^\\s*(Non-2xx.*|Socket errors.*)$");

    /// What one run saw.
    ///
    /// @param p50 median latency in milliseconds
    /// @param p99 99th percentile in milliseconds
    record Load(double requestsPerSecond, long requests, double p50, double p99) {}

    /// Loads one address without looking at the figures: code that is still being compiled may keep some waiting.
    void warmUp(URI address, List<String> headers) throws IOException, InterruptedException {
        say(address, headers);
    }

    /// Loads one address.
    ///
    /// @throws IOException if any request failed: a figure that counts errors is worth nothing
    Load run(URI address, List<String> headers) throws IOException, InterruptedException {
        String said = say(address, headers);
        if (TROUBLE.matcher(said).find()) {
            throw new IOException("wrk at " + address + " said:\n" + said);
        }
        return new Load(
                Double.parseDouble(first(RATE, said).group(1)),
                Long.parseLong(first(TOTAL, said).group(1)),
                milliseconds(first(MEDIAN, said)),
                milliseconds(first(TAIL, said)));
    }

    private String say(URI address, List<String> headers) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "wrk", "--latency", "-t1", "-c" + connections, "-d" + length.toSeconds() + "s", address.toString()));
        for (String header : headers) {
            command.add("-H");
            command.add(header);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk at " + address + " failed:\n" + said);
        }
        return said;
    }

    private static Matcher first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("wrk said something else than usual:\n" + text);
        }
        return matcher;
    }

    private static double milliseconds(Matcher figure) {
        double number = Double.parseDouble(figure.group(1));
        return switch (figure.group(2)) {
            case "us" -> number / 1_000;
            case "s" -> number * 1_000;
            default -> number;
        };
    }
}
