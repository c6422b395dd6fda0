// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The list of commands in `hpol --help`, by what they are for.
final class GroupedCommands implements IHelpSectionRenderer {

    private static final int NAME_WIDTH = 14;

    @Override
    public String render(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        var text = new StringBuilder();
        for (Commands.Group group : Commands.Group.values()) {
            text.append("%n@|bold %s:|@%n".formatted(group.heading()));
            group.commands()
                    .flatMap(command -> Stream.ofNullable(commands.get(command.word())))
                    .forEach(command -> text.append(line(help, command.getCommandSpec())));
        }
        return help.colorScheme().text(text.toString()).toString();
    }

    private static String line(Help help, CommandSpec command) {
        String word = command.name();
        UsageMessageSpec usage = command.usageMessage();
        // Picocli's own `help` has its summary in the header.
        String summary = usage.header().length == 0 ? usage.description()[0] : usage.header()[0];
        return "  %s%s%s%n"
                .formatted(
                        help.colorScheme().commandText(word),
                        " ".repeat(Math.max(1, NAME_WIDTH - word.length())),
                        summary);
    }
}
