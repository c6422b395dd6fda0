// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.List;
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
        CommandLine line = commandLine(arguments);
        int status = line.execute(arguments);
        if (Commands.named(arguments).stream().anyMatch(Commands::staysUp)) {
            System.exit(status);
        }
        // System.exit asks for a logger first; finding and setting one up takes longer than most commands.
        line.getOut().flush();
        line.getErr().flush();
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /// For a call with these arguments; without any, all commands.
    ///
    /// Only the command that is called is looked into, if one is: looking into all takes longer than a quick
    /// one's work. For the same reason nothing here is a lambda of a type of picocli's, which no cache of classes
    /// can hold.
    static CommandLine commandLine(String... arguments) {
        List<Commands> called = Commands.named(arguments);
        boolean one = called.stream().noneMatch(Commands::needsOthers) && !called.isEmpty();
        var line = new CommandLine(new Main());
        for (Commands command : one ? called : List.of(Commands.values())) {
            line.addSubcommand(command.word(), command.create());
        }
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new GroupedCommands());
        layOut(line);
        return line.setColorScheme(Help.defaultColorScheme(Colour.auto.on(Terminal.OUT) ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(new Complaint());
    }

    /// What every command's help has in common; the exit status unless it says it in words of its own.
    private static void layOut(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage().width(WIDTH);
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit status:%n").exitCodeList(ExitStatus.MEANINGS);
        }
        for (CommandLine subcommand : line.getSubcommands().values()) {
            layOut(subcommand);
        }
    }
}
