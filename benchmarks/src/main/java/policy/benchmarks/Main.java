// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Measures one engine after the other, each in a process of its own, and prints the table.
public final class Main {

    private static final String[] JVM = {
        "-Xms1g",
        "-Xmx1g",
        "-XX:+UseG1GC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow"
    };

    private Main() {}

    /// @param args `full`, `quick` or `none`; then a folder for what JMH says of each engine
    public static void main(String[] args) throws IOException, RunnerException {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Plan plan = switch (args[0]) {
            case "full" -> Plan.full();
            case "quick" -> Plan.quick();
            case "none" -> new Plan(List.of(), 0, 0, Duration.ZERO);
            default -> throw new IllegalArgumentException("neither full nor quick nor none: " + args[0]);
        };
        if (plan.trials().isEmpty()) {
            return;
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<Measured> measured = new ArrayList<>();
        for (Plan.Trial trial : plan.trials()) {
            Measured one = measure(plan, trial, folder);
            measured.add(one);
            out.printf(
                    Locale.ROOT,
                    "%s, %,d rules %s, %d thread(s): %s ns, %s B, loaded in %s ms%n",
                    trial.candidate().words(),
                    trial.rules(),
                    trial.shape(),
                    trial.threads(),
                    Table.figure(one.nanos()),
                    Table.figure(one.bytes()),
                    Table.figure(one.loadMillis()));
        }
        new Table(measured, out).print();
    }

    private static Measured measure(Plan plan, Plan.Trial trial, Path folder) throws RunnerException {
        TimeValue round = TimeValue.milliseconds(plan.round().toMillis());
        String log = "%s-%s-%d-%d.txt"
                .formatted(trial.candidate(), trial.shape(), trial.rules(), trial.threads())
                .toLowerCase(Locale.ROOT);
        Path said = folder.resolve(log);
        try {
            RunResult result = new Runner(new OptionsBuilder()
                            .include(DecideBenchmark.class.getName())
                            .param("candidate", trial.candidate().name())
                            .param("shape", trial.shape())
                            .param("rules", Integer.toString(trial.rules()))
                            .threads(trial.threads())
                            .forks(1)
                            .warmupIterations(plan.warmUps())
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(plan.rounds())
                            .measurementTime(round)
                            .jvmArgs(JVM)
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .output(said.toString())
                            .build())
                    .runSingle();
            return read(trial, result);
        } catch (RunnerException e) {
            throw new RunnerException("%s failed; all it said is in %s".formatted(trial, said), e);
        }
    }

    private static Measured read(Plan.Trial trial, RunResult result) {
        IterationResult last = result.getAggregatedResult().getIterationResults().stream()
                .reduce((before, after) -> after)
                .orElseThrow();
        return new Measured(
                trial.candidate(),
                trial.shape(),
                trial.rules(),
                trial.threads(),
                result.getPrimaryResult().getScore(),
                score(result.getSecondaryResults().get("gc.alloc.rate.norm")),
                score(last.getSecondaryResults().get("loadMillis")) / trial.threads());
    }

    private static double score(@Nullable Result<?> result) {
        return Objects.requireNonNull(result, "JMH measured less than it was asked to")
                .getScore();
    }
}
