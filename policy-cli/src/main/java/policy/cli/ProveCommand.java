// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.Json;
import policy.compiler.analysis.Proof;
import policy.compiler.analysis.Prover;
import policy.compiler.type.TypedInvariant;
import policy.dsl.source.NoSources;
import policy.protocols.Protocols;
import policy.runtime.decision.Effect;
import policy.tests.witness.ProtocolMessages;
import policy.tests.witness.TestBlock;

/// `hpol prove`.
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Prove every invariant for all requests, or show a request that breaks it.",
            "",
            "A request that breaks an invariant is decided by the policies before it is shown, as a `test` block to"
                    + " paste. Where nobody can tell within the budget, the answer is unknown."
        },
        footer = {"", "Example: hpol prove policy-examples/http-guard"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every invariant holds",
            "1:one fails or is unknown, or the policies have mistakes",
            "2:wrong usage, or nothing to work on"
        })
final class ProveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PATH", description = "A directory of .hpol files, or one file.")
    private Path policies = Path.of(".");

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "The most branches of a diagram. Default: ${DEFAULT-VALUE}")
    private int budget = Prover.DEFAULT_BUDGET;

    @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
    private boolean json;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        if (budget < 1) {
            command.commandLine().getErr().println("hpol: --budget is %d; it must be 1 at least".formatted(budget));
            return ExitStatus.USAGE;
        }
        Workspace workspace = Workspace.open(policies);
        PrintWriter out = screen.out(command);
        if (!workspace.compiles()) {
            return Mistakes.tell(command, screen, workspace, json);
        }
        Map<TypedInvariant, Proof> proofs = proofs(workspace);
        boolean fine = proofs.values().stream().allMatch(Proof.Holds.class::isInstance);
        if (json) {
            ObjectNode object = Json.object().put("format", "hpol.prove/1").put("fine", fine);
            object.set("invariants", Json.array(List.copyOf(proofs.entrySet()), entry -> json(entry, workspace)));
            out.println(Json.text(object));
        } else {
            proofs.forEach((invariant, proof) -> out.println(told(invariant, proof, workspace)));
            out.println("%s: %s"
                    .formatted(workspace.path(), Count.of(proofs.size(), "invariant") + (fine ? ", proved" : "")));
        }
        return fine ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private Map<TypedInvariant, Proof> proofs(Workspace workspace) {
        var compilation = workspace.compilation();
        var prover = new Prover(
                compilation.typed().rules(),
                compilation.policies().orElseThrow(),
                Protocols.vocabulary(),
                new ProtocolMessages(Protocols.all()),
                budget);
        var proofs = new LinkedHashMap<TypedInvariant, Proof>();
        compilation.typed().invariants().forEach(invariant -> proofs.put(invariant, prover.prove(invariant)));
        return proofs;
    }

    private static String told(TypedInvariant invariant, Proof proof, Workspace workspace) {
        String head =
                invariant.id() + " (" + workspace.shownPlace(invariant.span().place()) + ")";
        return switch (proof) {
            case Proof.Holds() -> "holds    " + head;
            case Proof.Fails fails ->
                "FAILS    %s\n    this request is decided %s, by %s; it must be %s\n\n%s"
                        .formatted(head, word(fails), by(fails), wanted(invariant), block(invariant, fails));
            case Proof.Unknown(String because, var values) ->
                "unknown  %s\n    %s%s"
                        .formatted(
                                head,
                                workspace.shownPlaces(because),
                                values.map(text -> "\n    such values might break it: " + text)
                                        .orElse(""));
        };
    }

    private static String word(Proof.Fails fails) {
        return Prover.outcome(fails.decision()).word();
    }

    private static String by(Proof.Fails fails) {
        String rules = Prover.made(fails.decision()).map(rule -> rule.id()).collect(Collectors.joining(", "));
        return rules.isEmpty() ? "no rule" : rules;
    }

    private static String wanted(TypedInvariant invariant) {
        return invariant.outcomes().stream().map(Effect::word).collect(Collectors.joining(" or "));
    }

    /// It fails until the rules are mended; of several outcomes the strictest is expected.
    private static String block(TypedInvariant invariant, Proof.Fails fails) {
        Effect strictest = EnumSet.copyOf(invariant.outcomes()).contains(Effect.DENY)
                ? Effect.DENY
                : invariant.outcomes().contains(Effect.APPROVE) ? Effect.APPROVE : Effect.ALLOW;
        return TestBlock.of(invariant.name(), fails.witness(), strictest);
    }

    private static JsonNode json(Map.Entry<TypedInvariant, Proof> entry, Workspace workspace) {
        TypedInvariant invariant = entry.getKey();
        ObjectNode json = Json.object()
                .put("id", invariant.id())
                .put("place", workspace.shownPlace(invariant.span().place()));
        return switch (entry.getValue()) {
            case Proof.Holds() -> json.put("result", "holds");
            case Proof.Fails fails ->
                json.put("result", "fails")
                        .put("decision", word(fails))
                        .put("by", by(fails))
                        .put("test", block(invariant, fails));
            case Proof.Unknown(String because, var values) -> {
                json.put("result", "unknown").put("because", workspace.shownPlaces(because));
                values.ifPresent(text -> json.put("values", text));
                yield json;
            }
        };
    }
}
