// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.diff.DiffJson;
import policy.cli.diff.DiffMarkdown;
import policy.cli.diff.DiffText;
import policy.cli.diff.Meant;
import policy.cli.diff.Told;
import policy.cli.report.Json;
import policy.cli.report.Paint;
import policy.compiler.analysis.ChangeProver;
import policy.dsl.source.NoSources;

/// `hpol diff`.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Tell what changed between two states of policies.",
            "",
            "First what it means: all requests that are decided, approved or masked otherwise, in classes, each with a"
                    + " request that both sides have decided, as a `test` block to paste; or a proof that there are"
                    + " none. Where nobody can tell within the budget, the answer is unknown.",
            "",
            "Then what is declared, not lines: rules, lets, lists and their entries, tests. What may let more through"
                    + " comes first. Layout, order and comments are no change. Neither side has to compile.",
            "",
            "A and B are directories or files, or revisions of git: main, HEAD~1, v1:policies. What exists as a path is"
                    + " read as a path; main: is always the revision. Revisions need git."
        },
        footer = {
            "",
            "Examples:",
            "  hpol diff HEAD policies                     what is not committed yet",
            "  hpol diff main HEAD policies --markdown     for the comment of a pull request",
            "  hpol diff old/policies new/policies --json"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing that is declared has changed",
            "1:something has, whether or not a request is decided otherwise",
            "2:wrong usage, no such revision, nothing to read"
        })
final class DiffCommand implements Callable<Integer> {

    /// Two ways to print; picocli refuses both at once.
    private static final class Output {

        @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
        private boolean json;

        @Option(names = "--markdown", description = "Markdown, for the comment of a pull request.")
        private boolean markdown;
    }

    @Parameters(index = "0", paramLabel = "A", description = "What was there.")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "What is there.")
    private String b = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "PATH",
            description = "Where policies are in the revisions. Default: where the other side is, if that is a path;"
                    + " otherwise here.")
    private @Nullable Path path;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "The most branches of a protocol's diagrams. Default: ${DEFAULT-VALUE}")
    private int budget = ChangeProver.DEFAULT_BUDGET;

    @ArgGroup
    private Output output = new Output();

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        if (budget < 1) {
            command.commandLine().getErr().println("hpol: --budget is %d; it must be 1 at least".formatted(budget));
            return ExitStatus.USAGE;
        }
        PrintWriter out = screen.out(command);
        try (Told told = Told.of(a, b, Optional.ofNullable(path), WorkingDirectory::seen)) {
            Meant meant = Meant.of(told, budget);
            if (output.json) {
                out.println(Json.text(DiffJson.of(told, meant)));
            } else {
                out.print(
                        output.markdown
                                ? DiffMarkdown.of(told, meant)
                                : DiffText.of(told, meant, new Paint(screen.coloured())));
            }
            return told.difference().isEmpty() ? ExitStatus.FINE : ExitStatus.PROBLEMS;
        }
    }
}
