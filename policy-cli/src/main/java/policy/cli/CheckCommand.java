// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.CheckJson;
import policy.cli.report.Checked;
import policy.cli.report.Json;
import policy.cli.report.Sarif;
import policy.compiler.Statistics;
import policy.dsl.source.NoSources;
import policy.tests.ProtocolSamples;

/// `hpol check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Find every mistake in every policy file.",
            "",
            "Reads all .hpol files below each PATH as one policy set and tells all mistakes in one run, each with its"
                    + " place and what to do about it. A policy set that does not pass is never put in force."
        },
        footer = {
            "",
            "Examples:",
            "  hpol check policy-examples/starter",
            "  hpol check policies --format sarif > hpol.sarif",
            "  hpol check - --stdin-name policies/orders.hpol < orders.hpol"
        })
final class CheckCommand implements Callable<Integer> {

    /// Named as they are written on the command line.
    enum Format {
        text,
        json,
        sarif
    }

    /// Two ways to say one thing; picocli refuses both at once.
    private static final class Output {

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description =
                        "What to print: ${COMPLETION-CANDIDATES}. Default: text. docs/cli.md documents the others.")
        private Format format = Format.text;

        @Option(names = "--json", description = "The same as --format json.")
        private boolean json;

        Format format() {
            return json ? Format.json : format;
        }
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "A directory of .hpol files, one file, or - for one policy from standard input.")
    private List<Path> paths = List.of();

    @ArgGroup
    private Output output = new Output();

    @Option(names = "--stats", description = "Tell how much was compiled, and how long it took.")
    private boolean stats;

    @Mixin
    private StandardInput input = new StandardInput();

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        var workspaces = new ArrayList<Workspace>();
        for (Path path : paths) {
            workspaces.add(input.open(path, ProtocolSamples.compiler()));
        }
        List<Checked> sets = workspaces.stream().map(Workspace::checked).toList();
        PrintWriter out = screen.out(command);
        switch (output.format()) {
            case text -> workspaces.forEach(this::tell);
            case json -> out.println(Json.text(CheckJson.of(sets, stats)));
            case sarif -> out.println(Json.text(Sarif.of(sets, Main.VERSION)));
        }
        return sets.stream().allMatch(Checked::fine) ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private void tell(Workspace workspace) {
        screen.tellAll(command, workspace);
        PrintWriter out = screen.out(command);
        Statistics counted = workspace.compilation().statistics();
        workspace
                .compilation()
                .policies()
                .ifPresent(policies -> out.println("%s: fine. %s, %s, revision %s"
                        .formatted(
                                workspace.path(),
                                Count.of(counted.rules(), "rule"),
                                Count.of(counted.tests(), "test"),
                                policies.revision().abbreviated())));
        if (stats) {
            out.println("%s: %s, %s, %s, %s, %s; compiled in %d ms"
                    .formatted(
                            workspace.path(),
                            Count.of(counted.files(), "file"),
                            Count.of(counted.rules(), "rule"),
                            Count.of(counted.tests(), "test"),
                            Count.of(counted.atoms(), "atom"),
                            Count.of(counted.nodes(), "node"),
                            workspace.checked().took().toMillis()));
        }
    }
}
