// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.test.CoveragePages;
import policy.cli.test.CoverageText;
import policy.cli.test.JUnitXml;
import policy.cli.test.JsonReport;
import policy.cli.test.ProgressLine;
import policy.cli.test.TestFilter;
import policy.cli.test.TestRun;
import policy.cli.test.TextReport;
import policy.cli.test.Watch;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// `hpol test`.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Run the tests that stand beside the rules.",
            "",
            "Each `test` block describes a request and what must become of it. It is read by the code that reads"
                    + " production's requests and decided as in production."
        },
        footer = {
            "",
            "Examples:",
            "  hpol test policy-examples/starter --filter credential",
            "  hpol test policy-examples/starter --filter 'starter / a refund*' --watch",
            "  hpol test policy-examples/starter --coverage --min-coverage 100 --junit-xml target/hpol.xml",
            "  hpol test policy-examples/starter --mutate",
            "",
            "Exit status: 0 all tests pass, 1 a test fails, a policy does not compile or a minimum is missed,",
            "2 wrong usage or no test to run."
        })
final class TestCommand implements Callable<Integer> {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J\u001b[3J";

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A directory of .hpol files, or one file.")
    private List<Path> paths = List.of();

    @Option(
            names = {"--filter", "--only"},
            paramLabel = "TEXT",
            description =
                    "Run only the tests whose `policy / title` contains TEXT or, with * or ? in it, is like TEXT.")
    private String filter = "";

    @Option(names = "--verbose", description = "List the tests that pass, too.")
    private boolean verbose;

    @Option(names = "--watch", description = "Run again whenever a file changes, until interrupted.")
    private boolean watch;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "Write results as Surefire does, too.")
    private @Nullable Path junitXml;

    @Option(names = "--coverage", description = "Tell which rules and conditions no test exercises.")
    private boolean coverage;

    @Option(names = "--coverage-html", paramLabel = "DIR", description = "Write pages of coverage, too.")
    private @Nullable Path coverageHtml;

    @Option(
            names = "--min-coverage",
            paramLabel = "PERCENT",
            description = "Fail if fewer rules or fewer conditions are covered.")
    private @Nullable Integer minCoverage;

    @Option(names = "--mutate", description = "Change one thing at a time about the rules; tell what no test notices.")
    private boolean mutate;

    @Option(
            names = "--min-score",
            paramLabel = "PERCENT",
            description = "Fail if the tests notice fewer of the changes.")
    private @Nullable Integer minScore;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        if (watch && json) {
            throw new ParameterException(command.commandLine(), "--watch and --json do not go together");
        }
        checkPercent("--min-coverage", minCoverage);
        checkPercent("--min-score", minScore);
        for (Path path : paths) {
            SourceSet.check(path);
        }
        return watch ? runAgainAndAgain() : runOnce();
    }

    private void checkPercent(String option, @Nullable Integer percent) {
        if (percent != null && (percent < 0 || percent > 100)) {
            throw new ParameterException(command.commandLine(), option + " is from 0 to 100");
        }
    }

    private int runAgainAndAgain() throws IOException {
        Set<Path> written = new HashSet<>();
        Optional.ofNullable(junitXml).ifPresent(written::add);
        Optional.ofNullable(coverageHtml).ifPresent(written::add);
        try (var changes = new Watch(paths, written)) {
            while (true) {
                if (Terminal.OUT.isThere()) {
                    out().print(CLEAR_SCREEN);
                }
                try {
                    runOnce();
                } catch (NoSources gone) {
                    err().println("hpol: " + gone.getMessage());
                }
                out().println("watching; Ctrl-C ends");
                out().flush();
                changes.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.FINE;
        }
    }

    private int runOnce() throws NoSources, IOException {
        var wish = new TestRun.Wish(
                new TestFilter(filter),
                coverage || coverageHtml != null || minCoverage != null,
                mutate || minScore != null);
        boolean person = Terminal.ERR.isThere() && System.getenv("CI") == null && !json;
        var progress = new ProgressLine(err(), person);
        var runs = new ArrayList<TestRun>();
        for (Path path : paths) {
            TestRun run = TestRun.of(WorkingDirectory.seen(path), SourceSet.read(path), wish, progress);
            runs.add(run);
            if (!json) {
                tell(run);
            }
        }
        if (json) {
            out().println(JsonReport.of(runs));
        }
        if (junitXml != null) {
            JUnitXml.write(junitXml, runs);
        }
        if (coverageHtml != null) {
            CoveragePages.write(coverageHtml, runs);
        }
        return runs.stream().mapToInt(this::status).max().orElse(ExitStatus.USAGE);
    }

    private void tell(TestRun run) {
        new TextReport(err(), screen.coloured()).problems(run);
        if (!run.compiles()) {
            return;
        }
        if (run.results().isEmpty()) {
            err().println("%s: no test to run".formatted(run.path()));
            return;
        }
        new TextReport(out(), screen.coloured()).results(run, verbose);
        var gaps = new CoverageText(out(), run::shown);
        if (coverage || minCoverage != null) {
            run.coverage().ifPresent(gaps::coverage);
        }
        run.mutation().ifPresent(gaps::mutation);
        if (mutate && run.mutation().isEmpty()) {
            err().println("%s: rules are changed only where all tests pass".formatted(run.path()));
        }
        below("coverage", run.coverage().map(its -> its.percent()), minCoverage);
        below("score", run.mutation().map(its -> its.score()), minScore);
    }

    private void below(String what, Optional<Integer> reached, @Nullable Integer minimum) {
        reached.filter(percent -> minimum != null && percent < minimum)
                .ifPresent(
                        percent -> err().println("hpol: %s is %d %%, below %d %%".formatted(what, percent, minimum)));
    }

    private int status(TestRun run) {
        if (!run.compiles()) {
            return ExitStatus.PROBLEMS;
        }
        if (run.results().isEmpty()) {
            return ExitStatus.USAGE;
        }
        boolean covered = reaches(run.coverage().map(its -> its.percent()), minCoverage);
        boolean noticed = reaches(run.mutation().map(its -> its.score()), minScore);
        return run.failures().isEmpty() && covered && noticed ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private static boolean reaches(Optional<Integer> reached, @Nullable Integer minimum) {
        return minimum == null || reached.filter(percent -> percent >= minimum).isPresent();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
