// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import policy.cli.explain.Reasoning;
import policy.cli.explain.ReasoningJson;
import policy.cli.explain.ReasoningText;
import policy.cli.report.CodeJson;
import policy.cli.report.ErrorPage;
import policy.cli.report.Json;
import policy.cli.report.Paint;
import policy.cli.request.InvalidRequest;
import policy.cli.request.RequestFile;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.NoSources;
import policy.runtime.request.AccessRequest;

/// `hpol explain`. One argument is a code; policies and a request are two.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "hpol explain [OPTIONS] CODE",
            "       hpol explain [OPTIONS] POLICIES REQUEST",
            "       hpol explain --list"
        },
        description = {
            "Say what an error code means, or why a request is decided as it is.",
            "",
            "P codes are mistakes in policies, which hpol check tells; G codes are what the gateway tells whose request"
                    + " it does not forward. The same pages are in docs/errors.",
            "",
            "Of a request, JSON as hpol eval takes it, it tells which rules decided and what they asked, which rules"
                    + " nearly applied, and the smallest change of its attributes that would decide it otherwise."
        },
        footer = {
            "",
            "Examples:",
            "  hpol explain P203",
            "  hpol explain --list",
            "  hpol explain policy-examples/starter request.json"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:explained, whatever the decision",
            "1:the policies have mistakes",
            "2:wrong usage, no such code, or nothing to work on"
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(
            index = "0..1",
            arity = "0..2",
            paramLabel = "CODE | POLICIES REQUEST",
            description = "A code such as P203, upper or lower case; or a directory of .hpol files, one file, or - for"
                    + " standard input, and behind it a JSON file, or - for standard input.")
    private List<Path> arguments = List.of();

    @Option(names = "--list", description = "List all codes.")
    private boolean list;

    @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
    private boolean json;

    @Mixin
    private StandardInput input = new StandardInput();

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, NoSources {
        PrintWriter out = screen.out(command);
        if (arguments.size() > 1) {
            return explain(arguments.get(0), arguments.get(1));
        }
        if (list) {
            List<ErrorPage> pages = ErrorPage.codes().stream()
                    .flatMap(code -> ErrorPage.of(code).stream())
                    .toList();
            if (json) {
                out.println(Json.text(CodeJson.list(pages)));
            } else {
                pages.forEach(page -> out.println(page.code() + "  " + page.title()));
            }
            return ExitStatus.FINE;
        }
        if (arguments.isEmpty()) {
            throw wrong("which code? such as P203; `hpol explain --list` lists them all");
        }
        String written = arguments.getFirst().toString();
        String code = written.toUpperCase(Locale.ROOT);
        ErrorPage page = ErrorPage.of(code).orElseThrow(() -> unknown(written, code));
        if (json) {
            out.println(Json.text(CodeJson.of(page)));
        } else {
            out.print(new Markdown(screen.coloured()).render(page.markdown()));
        }
        return ExitStatus.FINE;
    }

    private int explain(Path policies, Path request) throws IOException, NoSources {
        if (StandardInput.isMeant(policies) && StandardInput.isMeant(request)) {
            throw wrong("standard input can be the policy or the request, not both");
        }
        Workspace workspace = input.open(policies);
        PrintWriter out = screen.out(command);
        if (!workspace.compiles()) {
            return Mistakes.tell(command, screen, workspace, json);
        }
        if (!json) {
            screen.tell(command, workspace); // what it is warned of
        }
        AccessRequest asked;
        try {
            asked = RequestFile.read(request, Clock.systemUTC());
        } catch (InvalidRequest invalid) {
            command.commandLine().getErr().println("hpol: " + invalid.getMessage());
            return ExitStatus.USAGE;
        }
        Reasoning reasoning = Reasoning.of(workspace.compilation(), asked);
        out.println(
                json
                        ? Json.text(ReasoningJson.of(reasoning, workspace::shownPlace))
                        : ReasoningText.of(reasoning, new Paint(screen.coloured()), workspace::shownPlace));
        return ExitStatus.FINE;
    }

    private ParameterException unknown(String written, String code) {
        if (Files.exists(Path.of(written))) {
            return wrong("`" + written + "` is no code; to explain a request, give the request, too: a JSON file, or -"
                    + " for standard input");
        }
        Optional<String> near = Nearest.to(code, ErrorPage.codes());
        return wrong("there is no code `" + written + "`"
                + near.map(word -> "; did you mean " + word + "?").orElse("; `hpol explain --list` lists them all"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
