// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.keys.UnusableKey;
import gateway.keys.VerifyingKey;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.RefusedBundle;
import gateway.recording.log.LogVerifier;
import gateway.recording.log.VerifyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.bundle.BundleJson;
import policy.cli.report.EvidenceJson;
import policy.cli.report.Json;

/// `hpol verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Check that evidence, or a bundle, is as it was written.",
            "",
            "Evidence: re-hashes every stored record against the signed head of the log. One byte that was changed,"
                    + " removed or put in is found and named. docs/evidence-format.md says what this cannot find.",
            "",
            "A bundle: checks the signature, re-hashes every file against the signed statement, and takes no byte that"
                    + " is not accounted for."
        },
        footer = {
            "",
            "Examples:",
            "  hpol verify .hpol/demo/data/evidence",
            "  hpol verify policies.bundle --key release.pub"
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "PATH",
            description = "The evidence directory of a gateway, which may be running; or a bundle.")
    private Path path = Path.of(".");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Of evidence: the log's public key as it was noted down elsewhere. Without it the key that"
                    + " lies beside the log is used, and a log that was replaced as a whole looks intact. Of a bundle:"
                    + " the file with the public key that must have signed it.")
    private @Nullable String key;

    @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
    private boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, UnusableKey {
        return Files.isRegularFile(path) ? bundle() : evidence();
    }

    private int bundle() throws IOException, UnusableKey {
        if (key == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "a bundle is checked with the public key of who signs: say --key FILE, such as release.pub");
        }
        PrintWriter out = command.commandLine().getOut();
        try {
            Bundle bundle = Bundle.read(path, List.of(VerifyingKey.read(Path.of(key))));
            if (json) {
                out.println(Json.text(BundleJson.of(bundle)));
            } else {
                BundleText.lines(path + ": intact", bundle.statement(), bundle.keyId())
                        .forEach(out::println);
            }
            return ExitStatus.FINE;
        } catch (RefusedBundle refused) {
            if (json) {
                out.println(Json.text(BundleJson.refused(String.valueOf(refused.getMessage()))));
            } else {
                command.commandLine()
                        .getErr()
                        .println("%s: not to be trusted: %s".formatted(path, refused.getMessage()));
            }
            return ExitStatus.PROBLEMS;
        }
    }

    private int evidence() throws IOException {
        if (!LogVerifier.isLog(path)) {
            Path below = path.resolve("evidence");
            command.commandLine()
                    .getErr()
                    .println("hpol: there is no evidence in %s; %s"
                            .formatted(
                                    path,
                                    LogVerifier.isLog(below)
                                            ? "did you mean " + below + "?"
                                            : "name the directory `evidence` of a gateway's data directory"));
            return ExitStatus.USAGE;
        }
        VerifyReport report = LogVerifier.verify(path, Optional.ofNullable(key));
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
