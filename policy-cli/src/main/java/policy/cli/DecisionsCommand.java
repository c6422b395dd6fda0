// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hpol decisions`.
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = {
            "Show what was decided, oldest first.",
            "",
            "Reads the evidence of a gateway, which may be running. Each decision with who wanted what, which rule made"
                    + " it, and how it ended. Of several conditions all must hold."
        },
        footer = {
            "",
            "Example: hpol decisions --data .hpol/demo/data --last 20",
            "         hpol decisions --data .hpol/demo/data --id 0199d1f0"
        })
final class DecisionsCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's data directory. Default: ${DEFAULT-VALUE}, the demo's.")
    private Path data = Home.demo().resolve("data");

    @Option(names = "--last", paramLabel = "N", description = "How many to show. Default: ${DEFAULT-VALUE}")
    private int last = 20;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Only those of this exchange, whose id the caller was told; its beginning is enough.")
    private String id = "";

    @Option(
            names = "--decision",
            paramLabel = "DECISION",
            description = "Only these: ${COMPLETION-CANDIDATES}. `none` are those that failed before policy was asked.")
    private @Nullable Effect decision;

    @Option(
            names = "--subject",
            paramLabel = "ISSUER/ID",
            description = "Only those about this subject, or about who acts for it.")
    private String subject = "";

    /// As in [RecordedDecision#effect].
    private enum Effect {
        allow,
        deny,
        approve,
        none
    }

    @Option(names = "--json", description = "One JSON object a line: the records as they are in the evidence.")
    private boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (last < 1) {
            command.commandLine().getErr().println("hpol: --last is %d; it must be 1 at least".formatted(last));
            return ExitStatus.USAGE;
        }
        Path evidence = data.resolve("evidence");
        if (!Files.isDirectory(evidence)) {
            command.commandLine()
                    .getErr()
                    .println("hpol: there is no evidence in %s; --data names a gateway's data directory"
                            .formatted(data));
            return ExitStatus.USAGE;
        }
        List<RecordedDecision> decisions =
                new EvidenceReader(evidence).last(last, this::isWanted).reversed();
        if (decisions.isEmpty()) {
            command.commandLine().getErr().println("hpol: no decision on record in %s is like that".formatted(data));
        }
        PrintWriter out = command.commandLine().getOut();
        decisions.forEach(decision -> out.println(json ? decision.record().toString() : told(decision)));
        return ExitStatus.FINE;
    }

    private boolean isWanted(RecordedDecision recorded) {
        return recorded.exchange().startsWith(id.toLowerCase(Locale.ROOT))
                && (decision == null || recorded.effect().equals(decision.name()))
                && (subject.isEmpty() || recorded.subjects().contains(subject));
    }

    private static String told(RecordedDecision decision) {
        String ending = decision.ending().map(DecisionsCommand::told).orElse("not ended");
        String because = decision.message().isEmpty() ? "" : "\n    " + decision.code() + " " + decision.message();
        return "%s  %-7s %s  %s  %s\n    exchange %s\n    %s%s; %s"
                        .formatted(
                                TIME.format(decision.time()),
                                decision.effect(),
                                decision.subject().isEmpty() ? "nobody known" : decision.subject(),
                                decision.resource(),
                                decision.summary(),
                                decision.exchange(),
                                decision.deciding().isEmpty()
                                        ? "no rule"
                                        : "by " + String.join(", ", decision.deciding()),
                                decision.revision().isEmpty()
                                        ? ""
                                        : " of " + decision.revision().substring(0, 12),
                                ending)
                + because;
    }

    private static String told(RecordedDecision.Ending ending) {
        String masked = ending.masked().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        return ending.how()
                + (ending.status() == 0 ? "" : " with " + ending.status())
                + (ending.code().isEmpty() ? "" : ", " + ending.code())
                + (masked.isEmpty() ? "" : ", masked " + masked);
    }
}
