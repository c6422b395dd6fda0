// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Completion for fish, one `complete` line for each command, option and set of words.
final class FishCompletion {

    private final List<String> lines = new ArrayList<>();

    private FishCompletion() {}

    static String script(CommandLine hpol) {
        var completion = new FishCompletion();
        completion.lines.add("complete -c hpol -f");
        completion.commands(hpol.getCommandSpec(), "__fish_use_subcommand");
        return String.join("\n", completion.lines) + "\n";
    }

    /// @param here the condition under which this command's words are due
    private void commands(CommandSpec spec, String here) {
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                lines.add(complete(here) + option(option));
            }
        }
        spec.positionalParameters().forEach(parameter -> positional(parameter, here));
        spec.subcommands().forEach((name, command) -> {
            CommandSpec subcommand = command.getCommandSpec();
            lines.add(complete(here) + " -a " + name + " -d " + quoted(summary(subcommand)));
            commands(subcommand, "__fish_seen_subcommand_from " + name);
        });
    }

    private void positional(PositionalParamSpec parameter, String here) {
        String words = words(parameter.completionCandidates());
        if (!words.isEmpty()) {
            lines.add(complete(here) + " -a " + quoted(words));
        } else if (parameter.auxiliaryTypes()[0] == Path.class) {
            lines.add(complete(here) + " -F");
        }
    }

    private static String option(OptionSpec option) {
        var text = new StringBuilder();
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            String words = words(option.completionCandidates());
            boolean file = option.auxiliaryTypes()[0] == Path.class;
            text.append(words.isEmpty() ? file ? " -r -F" : " -x" : " -x -a " + quoted(words));
        }
        return text + " -d " + quoted(option.description().length == 0 ? "" : option.description()[0]);
    }

    private static String words(Iterable<String> candidates) {
        return candidates == null ? "" : String.join(" ", candidates);
    }

    private static String complete(String condition) {
        return "complete -c hpol -n " + quoted(condition);
    }

    private static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
