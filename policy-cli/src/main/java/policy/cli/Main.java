// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The `hpol` command. [Commands] lists what it can do.
@Command(
        name = "hpol",
        mixinStandardHelpOptions = true,
        version = "hpol " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "",
        description = "Policy for what agents and engineers may do in production, and the gateway that enforces it.",
        footer = {
            "",
            "Start here:",
            "  hpol demo                           see five requests decided",
            "  hpol check policy-examples/starter  find every mistake in every file",
            "  hpol test policy-examples/starter   run the tests beside the rules",
            "",
            "Every command explains itself: hpol COMMAND --help. What an error code means: hpol explain P203.",
            "The language: docs/language.md. The commands: docs/cli.md. Everything else: README.md."
        })
public final class Main {

    static final String VERSION = "0.1.0";

    /// Columns of help.
    private static final int WIDTH = 100;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command.
    ///
    /// @return its exit status
    static int run(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    /// For a call with these arguments; without any, all commands.
    static CommandLine commandLine(String... arguments) {
        return commandLine(called(arguments));
    }

    /// Only the command that is called, if one is: looking into all the others costs as much time as the work of a
    /// quick one.
    private static List<Commands> called(String... arguments) {
        List<Commands> named = Stream.of(Commands.values())
                .filter(command -> arguments.length > 0 && command.word().equals(arguments[0]))
                .filter(command -> !command.needsOthers())
                .toList();
        return named.isEmpty() ? List.of(Commands.values()) : named;
    }

    private static CommandLine commandLine(List<Commands> commands) {
        var line = new CommandLine(new Main());
        commands.forEach(command -> line.addSubcommand(command.word(), command.create()));
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, GroupedCommands::render);
        layOut(line);
        return line.setColorScheme(Help.defaultColorScheme(Colour.auto.on(Terminal.OUT) ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler((failure, command, _) -> Complaint.tell(failure, command.getErr()));
    }

    /// What every command's help has in common; the exit status unless it says it in words of its own.
    private static void layOut(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage().width(WIDTH);
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit status:%n").exitCodeList(ExitStatus.MEANINGS);
        }
        line.getSubcommands().values().forEach(Main::layOut);
    }
}
