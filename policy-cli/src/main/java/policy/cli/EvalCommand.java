// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Obligation;
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
            "The request is JSON with the parts of a `test` block: who asks, what is asked of, and the message."
        },
        footer = {
            "",
            "Example:",
            "  echo '{\"subject\": {\"id\": \"ana\", \"groups\": [\"engineering\"]},",
            "         \"resource\": {\"name\": \"orders\", \"env\": \"prod\"},",
            "         \"http\": {\"method\": \"POST\", \"path\": \"/orders/42/refund\"}}' \\",
            "    | hpol eval policy-examples/starter -",
            "",
            "Exit status: 0 allowed, 1 denied or held for approval, 2 wrong usage."
        })
final class EvalCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "POLICIES", description = "A directory of .hpol files, or one file.")
    private Path policies = Path.of(".");

    @Parameters(index = "1", paramLabel = "REQUEST", description = "A JSON file, or - for standard input.")
    private String request = "-";

    @Option(names = "--trace", description = "Show the path through the decision tree.")
    private boolean trace;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Workspace workspace = Workspace.open(policies);
        screen.tell(command, workspace);
        if (!workspace.compiles()) {
            return ExitStatus.PROBLEMS;
        }
        AccessRequest asked;
        try {
            asked = JsonRequest.read(read());
        } catch (InvalidRequest invalid) {
            command.commandLine().getErr().println("hpol: " + invalid.getMessage());
            return ExitStatus.USAGE;
        }
        CompiledPolicySet inForce = workspace.compilation().policies().orElseThrow();
        Explanation explanation = inForce.explain(asked);
        PrintWriter out = screen.out(command);
        tell(out, explanation.decision());
        if (trace) {
            out.println();
            explanation
                    .steps()
                    .forEach(step ->
                            out.println("  %4d  %s  ->  %s".formatted(step.node(), step.test(), step.answer())));
        }
        return explanation.decision() instanceof Decision.Permit ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private JsonNode read() throws IOException, InvalidRequest {
        if (!request.equals("-") && Files.isDirectory(Path.of(request))) {
            throw new InvalidRequest(
                    "the request %s is a directory; give a JSON file, or - for standard input".formatted(request));
        }
        byte[] bytes = request.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(request));
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("the request is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void tell(PrintWriter out, Decision decision) {
        switch (decision) {
            case Decision.Permit permit -> {
                out.println("allow");
                permit.obligations().forEach(obligation -> out.println("  with " + told(obligation)));
            }
            case Decision.Deny deny -> {
                out.println(
                        "deny " + deny.reason().code() + ": " + deny.reason().message());
                deny.reason().help().ifPresent(help -> out.println("  see " + help));
            }
            case Decision.NeedsApproval asking -> {
                out.println("approve");
                asking.asks()
                        .forEach(ask -> out.println("  ask %d of group %s within %d min%s"
                                .formatted(
                                        ask.quorum(),
                                        ask.group(),
                                        ask.within().toMinutes(),
                                        ask.because().isEmpty() ? "" : ": " + ask.because())));
                asking.obligations().forEach(obligation -> out.println("  with " + told(obligation)));
            }
        }
        for (Rule rule : decision.basis().rules()) {
            out.println("  by %s %s (%s)".formatted(rule.effect().word(), rule.id(), rule.place()));
        }
        out.println("  revision " + decision.basis().revision().abbreviated());
    }

    private static String told(Obligation obligation) {
        return switch (obligation) {
            case Obligation.Mask mask -> "mask of " + String.join(", ", mask.entities());
        };
    }
}
