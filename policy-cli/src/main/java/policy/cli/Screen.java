// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;

/// How commands print: in colour where a person looks, plain where a program reads.
final class Screen {

    @Option(
            names = {"--color", "--colour"},
            paramLabel = "WHEN",
            description = "Colour: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}: on a terminal, unless NO_COLOR"
                    + " is set; CLICOLOR_FORCE=1 means always.")
    private Colour colour = Colour.auto;

    /// Whether what is printed on standard output is coloured.
    boolean coloured() {
        return colour.on(Terminal.OUT);
    }

    PrintWriter out(CommandSpec command) {
        return command.commandLine().getOut();
    }

    /// Tells what is wrong with the policies, if anything is; how many warnings there are, if only those.
    void tell(CommandSpec command, Workspace workspace) {
        workspace.tellMistakes(command.commandLine().getErr(), colour.on(Terminal.ERR));
    }

    /// Tells each mistake and each warning.
    void tellAll(CommandSpec command, Workspace workspace) {
        workspace.tellProblems(command.commandLine().getErr(), colour.on(Terminal.ERR));
    }

    /// Tells what is wrong with sources that were not compiled.
    ///
    /// @param shown what to call a source of this name
    void tell(CommandSpec command, List<Diagnostic> diagnostics, UnaryOperator<String> shown) {
        if (!diagnostics.isEmpty()) {
            var renderer = new TextRenderer(colour.on(Terminal.ERR), shown);
            command.commandLine().getErr().println(renderer.render(diagnostics));
        }
    }
}
