// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import policy.dsl.diagnostic.Nearest;

/// A call that cannot be understood: what is wrong with it, what was probably meant, where to read on.
final class WrongUsage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine called = mistake.getCommandLine();
        PrintWriter err = called.getErr();
        boolean whole = called.getParent() == null;
        if (whole && arguments.length == 0) {
            called.usage(err);
            return ExitStatus.USAGE;
        }
        err.println("hpol: " + told(mistake));
        String name = called.getCommandSpec().qualifiedName();
        err.println("try:  " + name + " --help");
        return ExitStatus.USAGE;
    }

    private static String told(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return told(unmatched.getUnmatched().getFirst(), unmatched.getCommandLine());
        }
        String message = Complaint.of(mistake).replace('\'', '`');
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String told(String argument, CommandLine called) {
        if (argument.startsWith("-")) {
            String option = argument.replaceFirst("=.*", "");
            return "unknown option `" + option + "`"
                    + meant(option, called.getCommandSpec().optionsMap().keySet());
        }
        Collection<String> commands = called.getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "`" + argument + "` is one argument too many";
        }
        return "unknown command `" + argument + "`" + meant(argument, commands);
    }

    private static String meant(String word, Collection<String> known) {
        return Nearest.to(word, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("; there are " + String.join(", ", List.copyOf(known)));
    }
}
