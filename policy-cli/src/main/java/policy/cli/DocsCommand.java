// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.catalogue.Catalogue;
import policy.cli.catalogue.CatalogueMarkdown;
import policy.cli.catalogue.CataloguePage;
import policy.dsl.source.NoSources;

/// `hpol docs`.
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description = {
            "Write a catalogue of all rules.",
            "",
            "One page: every rule with what it is for, when it applies, what it says, who approves, and the tests that"
                + " show it. As HTML it needs nothing but itself, can be searched and printed; the same policies give"
                + " the same page."
        },
        footer = {
            "",
            "Examples:",
            "  hpol docs policies --out build/rules",
            "  hpol docs policies --out docs --format markdown --title \"Rules of ACME\""
        })
final class DocsCommand implements Callable<Integer> {

    /// Named as they are written on the command line.
    enum Format {
        html,
        markdown
    }

    @Parameters(paramLabel = "POLICIES", description = "A directory of .hpol files, or one file.")
    private Path policies = Path.of(".");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write index.html or index.md; made if it is not there.")
    private Path directory = Path.of(".");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Format format = Format.html;

    @Option(names = "--title", paramLabel = "TEXT", description = "Heading of the page. Default: ${DEFAULT-VALUE}")
    private String title = "Policies";

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        Workspace workspace = Workspace.open(policies);
        screen.tell(command, workspace);
        if (!workspace.compiles()) {
            return ExitStatus.PROBLEMS;
        }
        var catalogue = Catalogue.of(title, workspace.sources(), workspace.compilation());
        Path file = directory.resolve(
                switch (format) {
                    case html -> "index.html";
                    case markdown -> "index.md";
                });
        Files.createDirectories(directory);
        Files.writeString(
                file,
                switch (format) {
                    case html -> CataloguePage.of(catalogue);
                    case markdown -> CatalogueMarkdown.of(catalogue);
                });
        screen.out(command)
                .println("%s: %s in %s"
                        .formatted(
                                WorkingDirectory.seen(file),
                                Count.of(catalogue.rules(), "rule"),
                                catalogue.policies().size() == 1
                                        ? "1 policy"
                                        : catalogue.policies().size() + " policies"));
        return ExitStatus.FINE;
    }
}
