// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import approval.Finding;
import approval.Finding.Result;
import gateway.Doctor;
import gateway.Gateway;
import gateway.config.InvalidConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.FindingsJson;
import policy.cli.report.Json;

/// `hpol doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look whether what a configuration names works, and say what to do where it does not.",
            "",
            "slack: the token, the app and workspace it is of, what it may do, the clock, the connection of Socket"
                    + " Mode, and whether reviewers are full members; with --post also the channel."
        },
        footer = {"", "Example: hpol doctor slack --config hpol.yaml --post"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing is wrong with what could be looked at",
            "1:something is",
            "2:wrong usage, or a configuration that is missing, has mistakes or does not name it"
        })
final class DoctorCommand implements Callable<Integer> {

    /// What can be looked at.
    enum Part {
        slack
    }

    @Parameters(paramLabel = "PART", description = "What to look at: ${COMPLETION-CANDIDATES}.")
    private Part part = Part.slack;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The gateway's configuration. Paths in it are relative to it.")
    private Path config = Path.of("hpol.yaml");

    @Option(names = "--post", description = "Post one message to the channel, and take it away again.")
    private boolean post;

    @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
    private boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        try {
            Optional<List<Finding>> findings = switch (part) {
                case slack -> Doctor.slack(Gateway.configuration(config, System.getenv()), post);
            };
            if (findings.isEmpty()) {
                err.println(
                        "hpol: %s has no `approvals.slack`; docs/approvals.md says how to set it up".formatted(config));
                return ExitStatus.USAGE;
            }
            return tell(findings.get());
        } catch (InvalidConfig mistake) {
            err.println(mistake.getMessage());
            return ExitStatus.USAGE;
        }
    }

    private int tell(List<Finding> findings) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.text(FindingsJson.of(part.name(), findings)));
        } else {
            for (Finding finding : findings) {
                out.println("%-8s %s: %s".formatted(finding.result().word(), finding.what(), finding.told()));
                if (!finding.remedy().isEmpty()) {
                    out.println("         = help: " + finding.remedy());
                }
            }
        }
        boolean fine = findings.stream().noneMatch(finding -> finding.result() == Result.PROBLEM);
        return fine ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }
}
