// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The `hpol` command.
@Command(
        name = "hpol",
        mixinStandardHelpOptions = true,
        version = "hpol 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Policy for what agents and engineers may do in production, and the gateway that enforces it.",
        footerHeading = "%nStart here:%n",
        footer = {
            "  hpol demo                           see five requests decided",
            "  hpol check policy-examples/starter  find every mistake in every file",
            "  hpol test  policy-examples/starter  run the tests beside the rules",
            "  hpol gateway --config hpol.yaml     enforce them on real traffic",
            "",
            "Exit status: 0 fine, 1 policy problems or failing tests,",
            "2 wrong usage or nothing to work on.",
            "Every command explains itself: hpol COMMAND --help"
        },
        subcommands = {
            CheckCommand.class,
            TestCommand.class,
            EvalCommand.class,
            GatewayCommand.class,
            DemoCommand.class,
            DecisionsCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Main {

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command.
    ///
    /// @return its exit status
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("hpol: " + Complaint.of(failure));
            return ExitStatus.USAGE;
        });
    }
}
