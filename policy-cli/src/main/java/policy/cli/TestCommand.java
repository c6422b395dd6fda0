// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.compiler.test.TestCase;
import policy.dsl.source.NoSources;
import policy.protocols.Protocols;
import policy.tests.TestResult;
import policy.tests.TestResult.Failed;
import policy.tests.TestResult.Passed;
import policy.tests.TestRunner;

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
        footer = {"", "Example: hpol test policy-examples/starter --only credential"})
final class TestCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A directory of .hpol files, or one file.")
    private List<Path> paths = List.of();

    @Option(names = "--only", paramLabel = "TEXT", description = "Run only the tests whose name contains TEXT.")
    private String only = "";

    @Option(names = "--verbose", description = "List the tests that pass, too.")
    private boolean verbose;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources {
        int worst = ExitStatus.FINE;
        for (Path path : paths) {
            worst = Math.max(worst, run(Workspace.open(path)));
        }
        return worst;
    }

    private int run(Workspace workspace) {
        screen.tell(command, workspace);
        if (!workspace.compiles()) {
            return ExitStatus.PROBLEMS;
        }
        List<TestCase> chosen = workspace.compilation().tests().stream()
                .filter(test -> test.name().contains(only))
                .toList();
        if (chosen.isEmpty()) {
            command.commandLine().getErr().println("%s: no test to run".formatted(workspace.path()));
            return ExitStatus.USAGE;
        }
        List<TestResult> results = new TestRunner(Protocols.all())
                .run(workspace.compilation().policies().orElseThrow(), chosen);
        PrintWriter out = screen.out(command);
        results.forEach(result -> tell(out, result));
        long failed = results.stream().filter(Failed.class::isInstance).count();
        out.println("%s: %d passed, %d failed".formatted(workspace.path(), results.size() - failed, failed));
        return failed == 0 ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private void tell(PrintWriter out, TestResult result) {
        switch (result) {
            case Passed passed -> {
                if (verbose) {
                    out.println("ok      " + passed.test().name());
                }
            }
            case Failed failed -> {
                out.println("FAILED  " + failed.test().name());
                out.println("  at " + failed.place());
                failed.message().lines().forEach(line -> out.println("  " + line));
                out.println();
            }
        }
    }
}
