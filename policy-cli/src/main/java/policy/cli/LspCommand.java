// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import policy.cli.lsp.EvidenceMatches;
import policy.lsp.LanguageServer;
import policy.lsp.Settings;
import policy.lsp.feature.Matches;

/// `hpol lsp`.
@Command(
        name = "lsp",
        mixinStandardHelpOptions = true,
        description = {
            "Serve an editor: mistakes while typing, completion, renaming, tests.",
            "",
            "Speaks the Language Server Protocol on standard input and output until the editor leaves. Editors start it"
                    + " themselves; docs/editors.md says how to tell them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the editor has left as it should", "1:the editor is gone", "2:wrong usage"},
        footer = {"", "Example: hpol lsp --decisions data"})
final class LspCommand implements Callable<Integer> {

    @Option(
            names = "--decisions",
            paramLabel = "PATH",
            description = "Show behind each rule what it matched last: a gateway's data directory, or a file written by"
                    + " hpol decisions --json.")
    private @Nullable Path decisions;

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--stdio", hidden = true, description = "What some editors add; it is so anyway.")
    private boolean stdio;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (decisions != null && !Files.exists(decisions)) {
            command.commandLine()
                    .getErr()
                    .println("hpol: there is no %s; --decisions names a gateway's data directory or a file"
                            .formatted(decisions));
            return ExitStatus.USAGE;
        }
        if (Terminal.OUT.isThere()) {
            command.commandLine().getErr().println("hpol: an editor is to be at the other end; see docs/editors.md");
        }
        var settings = new Settings(
                Main.VERSION, Home.pages(), decisions == null ? Matches.NONE : new EvidenceMatches(decisions));
        return serve(settings) ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    /// Whatever else prints to standard output meanwhile goes where people look: there only messages may stand.
    private static boolean serve(Settings settings) throws InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            return LanguageServer.serve(System.in, out, settings);
        } finally {
            System.setOut(out);
        }
    }
}
