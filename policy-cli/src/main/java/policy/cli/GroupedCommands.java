// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// The list of commands in `hpol --help`, by what they are for.
final class GroupedCommands {

    private static final int NAME_WIDTH = 14;
    private static final int WIDTH = 100;

    private GroupedCommands() {}

    static String render(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        var text = new StringBuilder();
        for (Commands.Group group : Commands.Group.values()) {
            text.append("%n@|bold %s:|@%n".formatted(group.heading()));
            group.commands()
                    .filter(command -> commands.containsKey(command.word()))
                    .forEach(command -> text.append(line(help, command.word(), commands)));
        }
        return help.colorScheme().text(text.toString()).toString();
    }

    private static String line(Help help, String word, Map<String, CommandLine> commands) {
        String[] description =
                commands.get(word).getCommandSpec().usageMessage().description();
        String summary = description.length == 0 ? "" : description[0];
        return "  %s%s%s%n"
                .formatted(
                        help.colorScheme().commandText(word),
                        " ".repeat(Math.max(1, NAME_WIDTH - word.length())),
                        summary);
    }
}
