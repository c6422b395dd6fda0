// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import gateway.Gateway;
import gateway.config.GatewayConfig;
import gateway.config.InvalidConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import policy.cli.demo.DemoIssuer;

/// The gateway with identity, policy and a durable record of every decision, against nginx as a reverse
/// proxy, both in front of the same nginx: rounds of one and the other in turn, ratios of the same run.
///
/// @param rounds how often each is measured; the middle one counts
public record HttpBenchmark(Path folder, int rounds, int connections, Duration length, PrintWriter out) {

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /// One peer's round.
    ///
    /// @param cpuMicros CPU time a request took, in microseconds, summed over the peer's threads and
    ///     processes
    private record Round(Wrk.Load load, double cpuMicros) {

        double rate() {
            return load.requestsPerSecond();
        }
    }

    private interface Peer {
        Duration cpu();
    }

    /// Measures and prints.
    ///
    /// @return the gateway's requests per second as a ratio to nginx's
    public double run() throws IOException, InterruptedException {
        Busy.warning(
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.getRuntime().availableProcessors())
                .ifPresent(out::println);
        out.flush();
        Files.createDirectories(folder);
        try (Nginx target = Nginx.target(folder.resolve("target"));
                Nginx proxy = Nginx.proxy(folder.resolve("proxy"), target);
                Gateway gateway = Gateway.start(configured(target))) {
            URI ours = gateway.dataAddress().resolve("/api/");
            var bearer = List.of("Authorization: Bearer " + Files.readString(folder.resolve("token")));
            out.printf("warming up for %d s%n", WARM_UP.toSeconds());
            new Wrk(connections, WARM_UP).warmUp(ours, bearer);
            var wrk = new Wrk(connections, length);
            var nginxRounds = new ArrayList<Round>();
            var ourRounds = new ArrayList<Round>();
            for (int round = 1; round <= rounds; round++) {
                nginxRounds.add(measure(wrk, proxy.address(), List.of(), proxy::cpu));
                ourRounds.add(measure(wrk, ours, bearer, HttpBenchmark::ownCpu));
                out.printf(
                        Locale.ROOT,
                        "round %d of %d: nginx %.0f/s, hpol %.0f/s%n",
                        round,
                        rounds,
                        nginxRounds.getLast().rate(),
                        ourRounds.getLast().rate());
                out.flush();
            }
            return report(nginxRounds, ourRounds);
        }
    }

    private Round measure(Wrk wrk, URI address, List<String> headers, Peer peer)
            throws IOException, InterruptedException {
        Duration before = peer.cpu();
        Wrk.Load load = wrk.run(address, headers);
        return new Round(load, peer.cpu().minus(before).toNanos() / 1_000.0 / load.requests());
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private double report(List<Round> nginx, List<Round> ours) {
        double ratio = middle(ours, Round::rate) / middle(nginx, Round::rate);
        out.printf("%n%-34s %12s %10s %10s %14s%n", "", "requests/s", "p50 ms", "p99 ms", "CPU us/request");
        row("nginx, reverse proxy", nginx);
        row("hpol, decision and durable record", ours);
        out.printf(
                Locale.ROOT,
                "%nhpol answers %.2f times as many requests as nginx (%d connections, %d processors, middle of %d"
                        + " rounds)%n",
                ratio,
                connections,
                Runtime.getRuntime().availableProcessors(),
                rounds);
        return ratio;
    }

    private void row(String name, List<Round> rounds) {
        out.printf(
                Locale.ROOT,
                "%-34s %12.0f %10.2f %10.2f %14.1f%n",
                name,
                middle(rounds, Round::rate),
                middle(rounds, round -> round.load().p50()),
                middle(rounds, round -> round.load().p99()),
                middle(rounds, Round::cpuMicros));
    }

    private static double middle(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Middle.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private GatewayConfig configured(Nginx target) throws IOException {
        var issuer = new DemoIssuer();
        Path policies = Files.createDirectories(folder.resolve("policies"));
        Files.writeString(policies.resolve("bench.hpol"), """
            policy bench

            allow readers on http {
                when subject in group("readers") and http.method == GET and http.path starts with "/"
            }
            """);
        Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        Files.writeString(folder.resolve("token"), issuer.token("bench", List.of("readers")));
        Files.writeString(folder.resolve("hpol.yaml"), """
            listen: 127.0.0.1:0
            control: 127.0.0.1:0
            data: data
            policies: policies
            issuers:
              - { name: bench, issuer: "%s", audience: %s, jwks: jwks.json }
            targets:
              - { name: api, protocol: http, url: "%s", env: test }
            """.formatted(
                        DemoIssuer.ISSUER,
                        DemoIssuer.AUDIENCE,
                        target.address().toString().replaceAll("/$", "")));
        try {
            return Gateway.configuration(folder.resolve("hpol.yaml"), Map.of());
        } catch (InvalidConfig e) {
            throw new IllegalStateException("the benchmark's own configuration is not valid", e);
        }
    }
}
