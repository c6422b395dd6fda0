// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.format.FormatRun;
import policy.cli.format.Formatted;
import policy.cli.format.UnifiedDiff;
import policy.cli.report.FormatJson;
import policy.cli.report.Json;
import policy.dsl.source.NoSources;

/// `hpol fmt`.
@Command(
        name = "fmt",
        mixinStandardHelpOptions = true,
        description = {
            "Rewrite policy files in the one format.",
            "",
            "Every .hpol file below each PATH is laid out anew and keeps its meaning, its comments and its"
                    + " permissions. A file that does not parse is told and left alone."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:fine",
            "1:a file does not parse; with --check, or is not in the one format",
            "2:wrong usage, or the world: nothing there to work on, a file that cannot be written"
        },
        footer = {
            "",
            "Examples:",
            "  hpol fmt policies                   rewrite what is not in the one format",
            "  hpol fmt --check policies           list it and change nothing, for CI",
            "  hpol fmt --diff policies            show what would change",
            "  hpol fmt - < orders.hpol            from standard input to standard output"
        })
final class FormatCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "A directory of .hpol files, one file, or - for standard input.")
    private List<Path> paths = List.of();

    @Option(names = "--check", description = "Change nothing; list the files that would change and exit with 1.")
    private boolean check;

    @Option(names = "--diff", description = "Change nothing; print what would change as a unified diff.")
    private boolean diff;

    @Option(names = "--json", description = "Print one JSON document instead of text. docs/cli.md documents it.")
    private boolean json;

    @Mixin
    private StandardInput input = new StandardInput();

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        List<FormatRun> runs = read();
        boolean refused = runs.stream().anyMatch(run -> !run.diagnostics().isEmpty());
        boolean fine = !refused && !(check && changing(runs) > 0);
        if (json) {
            for (FormatRun run : runs) {
                for (Formatted file : run.changing()) {
                    rewrite(file);
                }
            }
            screen.out(command).println(Json.text(FormatJson.of(runs, fine, diff)));
        } else {
            tell(runs);
        }
        return fine ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }

    private List<FormatRun> read() throws NoSources, IOException {
        if (readsInput()) {
            if (paths.size() > 1) {
                throw new ParameterException(command.commandLine(), "give standard input or files, not both");
            }
            return List.of(FormatRun.of(input.read()));
        }
        var runs = new ArrayList<FormatRun>();
        var seen = new HashSet<Path>();
        for (Path path : paths) {
            runs.add(FormatRun.of(path, WorkingDirectory.seen(path), seen));
        }
        return runs;
    }

    private boolean readsInput() {
        return paths.stream().anyMatch(StandardInput::isMeant);
    }

    private static long changing(List<FormatRun> runs) {
        return runs.stream().mapToLong(run -> run.changing().size()).sum();
    }

    private void rewrite(Formatted file) throws IOException {
        if (!check && !diff) {
            file.write();
        }
    }

    private void tell(List<FormatRun> runs) throws IOException {
        PrintWriter out = screen.out(command);
        for (FormatRun run : runs) {
            screen.tell(command, run.diagnostics(), run.shown());
            if (diff) {
                run.changing().forEach(file -> out.print(difference(run.name(file), file)));
            } else if (readsInput() && !check) {
                run.files().forEach(file -> file.after().ifPresent(out::print));
            } else {
                for (Formatted file : run.changing()) {
                    rewrite(file);
                    out.println(run.name(file) + (check ? ": not in the one format" : ": formatted"));
                }
            }
        }
        if (!diff && (check || !readsInput())) {
            out.println(summary(runs));
        }
    }

    private String difference(String name, Formatted file) {
        String text = UnifiedDiff.of(name, file.textBefore(), file.after().orElseThrow());
        return screen.coloured() ? UnifiedDiff.coloured(text) : text;
    }

    private String summary(List<FormatRun> runs) {
        int files = runs.stream().mapToInt(run -> run.files().size()).sum();
        long refused = runs.stream()
                .flatMap(run -> run.files().stream())
                .filter(file -> file.after().isEmpty())
                .count();
        long changing = changing(runs);
        return "%s: %d %s, %d fine%s"
                .formatted(
                        Count.of(files, "file"),
                        changing,
                        check ? "not in the one format" : "formatted",
                        files - changing - refused,
                        refused == 0 ? "" : ", " + refused + " left alone");
    }
}
