// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.recording.log.LogVerifier;
import gateway.recording.log.VerifyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.EvidenceJson;
import policy.cli.report.Json;

/// `hpol verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Check that evidence is as it was written.",
            "",
            "Re-hashes every stored record against the signed head of the log. One byte that was changed, removed or"
                    + " put in is found and named. docs/evidence-format.md says what this cannot find."
        },
        footer = {"", "Example: hpol verify .hpol/demo/data/evidence"})
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The evidence directory of a gateway; it may be running.")
    private Path directory = Path.of(".");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The log's public key as it was noted down elsewhere. Without it the key that lies beside the"
                    + " log is used, and a log that was replaced as a whole looks intact.")
    private @Nullable String key;

    @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
    private boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!LogVerifier.isLog(directory)) {
            Path below = directory.resolve("evidence");
            command.commandLine()
                    .getErr()
                    .println("hpol: there is no evidence in %s; %s"
                            .formatted(
                                    directory,
                                    LogVerifier.isLog(below)
                                            ? "did you mean " + below + "?"
                                            : "name the directory `evidence` of a gateway's data directory"));
            return ExitStatus.USAGE;
        }
        VerifyReport report = LogVerifier.verify(directory, Optional.ofNullable(key));
        if (json) {
            command.commandLine().getOut().println(Json.text(EvidenceJson.of(report)));
            return report.intact() ? ExitStatus.FINE : ExitStatus.PROBLEMS;
        }
        PrintWriter out = report.intact()
                ? command.commandLine().getOut()
                : command.commandLine().getErr();
        report.lines().forEach(out::println);
        return report.intact() ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }
}
