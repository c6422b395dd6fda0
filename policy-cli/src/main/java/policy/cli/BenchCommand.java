// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import policy.cli.bench.DecisionBenchmark;
import policy.cli.bench.HttpBenchmark;

/// `hpol bench`.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(http | decide)",
        description = "Measure the gateway on this machine, against named peers in the same run.")
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    @Command(
            name = "http",
            mixinStandardHelpOptions = true,
            description = {
                "Requests per second as a ratio to nginx.",
                "",
                "Measures the gateway with identity, policy and a durable record of each decision, and nginx as a"
                        + " reverse proxy, in turns, in front of the same nginx. Needs nginx and wrk (on Debian and"
                        + " Ubuntu: apt install nginx-light wrk). Then tells how long a decision takes."
            })
    int http(
            @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each. Default: ${DEFAULT-VALUE}")
                    int rounds,
            @Option(
                            names = "--connections",
                            defaultValue = "64",
                            description = "Connections at the same time. Default: ${DEFAULT-VALUE}")
                    int connections,
            @Option(
                            names = "--seconds",
                            defaultValue = "5",
                            description = "Length of a round. Default: ${DEFAULT-VALUE}")
                    int seconds)
            throws IOException, InterruptedException {
        for (String program : List.of("nginx", "wrk")) {
            if (!onPath(program)) {
                command.commandLine()
                        .getErr()
                        .println("hpol: %s is not installed (on Debian and Ubuntu: apt install nginx-light wrk)"
                                .formatted(program));
                return ExitStatus.USAGE;
            }
        }
        PrintWriter out = command.commandLine().getOut();
        Path folder = Files.createTempDirectory("hpol-bench");
        new HttpBenchmark(folder, rounds, connections, Duration.ofSeconds(seconds), out).run();
        out.println();
        return decide();
    }

    @Command(
            name = "decide",
            mixinStandardHelpOptions = true,
            description = "How long one decision takes at 10, 100 and 1000 rules.")
    int decide() {
        new DecisionBenchmark(command.commandLine().getOut()).run(List.of(10, 100, 1_000));
        return ExitStatus.FINE;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
