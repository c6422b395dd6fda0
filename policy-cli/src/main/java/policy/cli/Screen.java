// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.Console;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// How commands print: in colour where a person looks, plain where a program reads.
final class Screen {

    enum Colour {
        auto,
        always,
        never
    }

    @Option(
            names = "--colour",
            paramLabel = "WHEN",
            description = "Colour: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, which honours NO_COLOR.")
    private Colour colour = Colour.auto;

    boolean coloured() {
        return switch (colour) {
            case always -> true;
            case never -> false;
            case auto -> System.getenv("NO_COLOR") == null && toTerminal();
        };
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 there is none again where output goes to a file or pipe
    static boolean toTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    PrintWriter out(CommandSpec command) {
        return command.commandLine().getOut();
    }

    /// Tells what is wrong with the policies, if anything is.
    void tell(CommandSpec command, Workspace workspace) {
        workspace.tellProblems(command.commandLine().getErr(), coloured());
    }
}
