// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.ErrorPage;
import policy.dsl.diagnostic.Nearest;

/// `hpol explain`. One argument is a code.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Say what an error code means, with an example.",
            "",
            "P codes are mistakes in policies, which hpol check tells; G codes are what the gateway tells whose request"
                    + " it does not forward. The same pages are in docs/errors."
        },
        footer = {"", "Examples:", "  hpol explain P203", "  hpol explain --list"})
final class ExplainCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as P203; upper or lower case.")
    private List<String> arguments = List.of();

    @Option(names = "--list", description = "List all codes.")
    private boolean list;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = screen.out(command);
        if (list) {
            ErrorPage.codes().stream()
                    .flatMap(code -> ErrorPage.of(code).stream())
                    .forEach(page -> out.println(page.code() + "  " + page.title()));
            return ExitStatus.FINE;
        }
        if (arguments.isEmpty()) {
            throw wrong("which code? such as P203; `hpol explain --list` lists them all");
        }
        String code = arguments.getFirst().toUpperCase(Locale.ROOT);
        ErrorPage page = ErrorPage.of(code).orElseThrow(() -> unknown(arguments.getFirst(), code));
        out.print(new Markdown(screen.coloured()).render(page.markdown()));
        return ExitStatus.FINE;
    }

    private ParameterException unknown(String written, String code) {
        Optional<String> near = Nearest.to(code, ErrorPage.codes());
        return wrong("there is no code `" + written + "`"
                + near.map(word -> "; did you mean " + word + "?").orElse("; `hpol explain --list` lists them all"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
