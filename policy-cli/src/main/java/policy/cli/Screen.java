// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

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

    /// Tells what is wrong with the policies, if anything is.
    void tell(CommandSpec command, Workspace workspace) {
        workspace.tellProblems(command.commandLine().getErr(), colour.on(Terminal.ERR));
    }
}
