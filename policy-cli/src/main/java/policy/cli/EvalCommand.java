// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.AskText;
import policy.cli.report.DecisionJson;
import policy.cli.report.Json;
import policy.cli.request.InvalidRequest;
import policy.cli.request.RequestFile;
import policy.dsl.source.NoSources;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Rule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.trace.Explanation;

/// `hpol eval`.
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Decide one request and say why.",
            "",
            "The request is JSON with the parts of a `test` block: who asks, what is asked of, the circumstances, and"
                    + " the message."
        },
        footer = {
            "",
            "Example:",
            "  echo '{\"subject\": {\"id\": \"ana\", \"groups\": [\"engineering\"]},",
            "         \"resource\": {\"name\": \"orders\", \"env\": \"prod\"},",
            "         \"http\": {\"method\": \"POST\", \"path\": \"/orders/42/refund\"}}' \\",
            "    | hpol eval policy-examples/starter -",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:allowed",
            "1:denied or held for approval, or the policies have mistakes",
            "2:wrong usage, or nothing to work on"
        })
final class EvalCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "POLICIES",
            description = "A directory of .hpol files, one file, or - for one policy from standard input.")
    private Path policies = Path.of(".");

    @Parameters(index = "1", paramLabel = "REQUEST", description = "A JSON file, or - for standard input.")
    private Path request = Path.of("-");

    @Option(names = "--trace", description = "Show the path through the decision tree.")
    private boolean trace;

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
        if (StandardInput.isMeant(policies) && StandardInput.isMeant(request)) {
            throw new ParameterException(
                    command.commandLine(), "standard input can be the policy or the request, not both");
        }
        Workspace workspace = input.open(policies);
        PrintWriter out = screen.out(command);
        if (!workspace.compiles()) {
            return Mistakes.tell(command, screen, workspace, json);
        }
        AccessRequest asked;
        try {
            asked = RequestFile.read(request, Clock.systemUTC());
        } catch (InvalidRequest invalid) {
            command.commandLine().getErr().println("hpol: " + invalid.getMessage());
            return ExitStatus.USAGE;
        }
        CompiledPolicySet inForce = workspace.compilation().policies().orElseThrow();
        Explanation explanation = inForce.explain(asked);
        if (json) {
            out.println(Json.text(DecisionJson.of(explanation, workspace::shownPlace, trace)));
        } else {
            screen.tell(command, workspace);
            tell(out, explanation, workspace);
        }
        return explanation.decision() instanceof Decision.Permit ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private void tell(PrintWriter out, Explanation explanation, Workspace workspace) {
        tell(out, explanation.decision());
        for (Rule rule : explanation.decision().basis().rules()) {
            String place = workspace.shownPlace(rule.place());
            out.println("  by %s %s (%s)".formatted(rule.effect().word(), rule.id(), place));
        }
        out.println("  revision " + explanation.decision().basis().revision().abbreviated());
        if (trace) {
            out.println();
            explanation
                    .steps()
                    .forEach(step ->
                            out.println("  %4d  %s  ->  %s".formatted(step.node(), step.test(), step.answer())));
        }
    }

    private static void tell(PrintWriter out, Decision decision) {
        switch (decision) {
            case Decision.Permit permit -> {
                out.println("allow");
                permit.obligations()
                        .forEach(obligation -> out.println(
                                "  with " + obligation.rule().effect().word() + " " + obligation.written()));
            }
            case Decision.Deny deny -> {
                out.println(
                        "deny " + deny.reason().code() + ": " + deny.reason().message());
                deny.reason().help().ifPresent(help -> out.println("  see " + help));
            }
            case Decision.NeedsApproval asking -> {
                out.println("approve");
                AskText.lines(asking.asks()).forEach(line -> out.println("  " + line));
                asking.obligations()
                        .forEach(obligation -> out.println(
                                "  with " + obligation.rule().effect().word() + " " + obligation.written()));
            }
        }
    }
}
