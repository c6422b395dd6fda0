// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.replay.Replay;
import policy.cli.replay.ReplayJson;
import policy.cli.replay.ReplayText;
import policy.cli.report.Json;
import policy.cli.report.Paint;
import policy.dsl.source.NoSources;
import policy.protocols.Protocols;

/// `hpol replay`.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Decide what was recorded again, by other policies, and tell what differs.",
            "",
            "Reads the evidence of a gateway, which may be running, and changes nothing. A decision whose record does"
                    + " not hold what the policies ask about is not guessed: it is counted as not replayable, with the"
                    + " attribute that is missing."
        },
        footer = {
            "",
            "Example: hpol replay .hpol/demo/data/evidence --against policy-examples/starter",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no decision that can be made again differs",
            "1:some differ",
            "2:wrong usage, no evidence, or policies with mistakes"
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LOG", description = "The evidence directory of a gateway, or its data directory.")
    private Path log = Path.of(".");

    @Option(
            names = "--against",
            required = true,
            paramLabel = "DIR",
            description = "A directory of .hpol files, or one file: what to decide by.")
    private Path against = Path.of(".");

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "How many records to show of each kind of difference. Default: ${DEFAULT-VALUE}")
    private int show = 5;

    @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
    private boolean json;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, NoSources {
        PrintWriter err = command.commandLine().getErr();
        if (show < 0) {
            err.println("hpol: --show is %d; it must be 0 at least".formatted(show));
            return ExitStatus.USAGE;
        }
        Path evidence = Files.isDirectory(log.resolve("evidence")) ? log.resolve("evidence") : log;
        if (!isLog(evidence)) {
            err.println("hpol: there is no evidence in %s; LOG is the evidence directory of a gateway".formatted(log));
            return ExitStatus.USAGE;
        }
        Workspace workspace = Workspace.open(against);
        if (!workspace.compiles()) {
            screen.tell(command, workspace);
            return ExitStatus.USAGE;
        }
        var replay = new Replay(workspace.compilation(), Protocols.vocabulary(), show);
        replay.read(evidence, progress(err));
        PrintWriter out = screen.out(command);
        if (json) {
            String revision =
                    workspace.compilation().policies().orElseThrow().revision().hash();
            out.println(Json.text(ReplayJson.of(replay, revision)));
        } else {
            out.print(ReplayText.of(replay, workspace.path().toString(), new Paint(screen.coloured())));
        }
        return replay.different() == 0 ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private static boolean isLog(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var segments = Files.newDirectoryStream(directory, "segment-*.log")) {
            return segments.iterator().hasNext();
        }
    }

    /// Where a person looks.
    private static LongConsumer progress(PrintWriter err) {
        return Terminal.ERR.isThere()
                ? records -> {
                    err.println("%d records read".formatted(records));
                    err.flush();
                }
                : _ -> {};
    }
}
