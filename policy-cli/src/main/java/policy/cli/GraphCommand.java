// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.graph.TreePage;
import policy.cli.graph.TreeSvg;
import policy.cli.graph.Twig;
import policy.cli.request.InvalidRequest;
import policy.cli.request.RequestFile;
import policy.compiler.tree.DecisionTree;
import policy.dsl.source.NoSources;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;

/// `hpol graph`.
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = {
            "Draw the decision tree.",
            "",
            "A picture (.svg) of one protocol's tree, or a page (.html) with the trees of all, folded and to be"
                    + " searched. With a REQUEST, as `hpol eval` takes it, its way through the tree stands out."
        },
        footer = {
            "",
            "Examples:",
            "  hpol graph policies --out tree.html",
            "  hpol graph policies --protocol sql > tree.svg",
            "  hpol graph policies request.json --out way.svg"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:drawn", "1:the policies have mistakes", "2:wrong usage, or nothing to work on"})
final class GraphCommand implements Callable<Integer> {

    private static final String PAGE = ".html";
    private static final String PICTURE = ".svg";

    @Parameters(index = "0", paramLabel = "POLICIES", description = "A directory of .hpol files, or one file.")
    private Path policies = Path.of(".");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "REQUEST",
            description = "A JSON file, or - for standard input.")
    private @Nullable Path request;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write, *.svg or *.html. Default: a picture to standard output.")
    private @Nullable Path file;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            description = "Of which protocol. Default: that of the request, or the only one that has rules.")
    private @Nullable String protocol;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException {
        boolean page = file != null && file.toString().endsWith(PAGE);
        if (file != null && !page && !file.toString().endsWith(PICTURE)) {
            throw new ParameterException(command.commandLine(), "%s ends neither in .svg nor in .html".formatted(file));
        }
        Workspace workspace = Workspace.open(policies);
        // A picture may go to standard output, so nothing else does.
        screen.tell(command, workspace);
        if (!workspace.compiles()) {
            return ExitStatus.PROBLEMS;
        }
        Optional<AccessRequest> asked;
        try {
            asked = request == null ? Optional.empty() : Optional.of(RequestFile.read(request, Clock.systemUTC()));
        } catch (InvalidRequest invalid) {
            command.commandLine().getErr().println("hpol: " + invalid.getMessage());
            return ExitStatus.USAGE;
        }
        Map<String, Twig> drawn = drawn(workspace, asked, page);
        String title = "Decision tree of " + workspace.path();
        if (page) {
            write(TreePage.of(title, drawn));
        } else {
            var only = drawn.entrySet().iterator().next();
            write(TreeSvg.of(title + " on " + only.getKey(), only.getValue()));
        }
        return ExitStatus.FINE;
    }

    /// The trees to draw, by protocol: one, unless they go on a page.
    private Map<String, Twig> drawn(Workspace workspace, Optional<AccessRequest> asked, boolean page) {
        Map<String, DecisionTree> withRules = workspace.compilation().trees().stream()
                .filter(tree -> tree.rules().stream()
                        .anyMatch(rule ->
                                rule.protocol().equals(Optional.of(tree.schema().protocol()))))
                .collect(Collectors.toMap(
                        tree -> tree.schema().protocol(), tree -> tree, (one, _) -> one, LinkedHashMap::new));
        List<String> wanted = protocol != null
                ? List.of(protocol)
                : asked.isPresent() ? List.of(asked.get().schema().protocol()) : List.copyOf(withRules.keySet());
        if (!page && wanted.size() != 1) {
            throw new ParameterException(
                    command.commandLine(),
                    withRules.isEmpty()
                            ? "no protocol has rules of its own; say which to draw with --protocol"
                            : "a picture has one tree: choose with --protocol " + String.join(", ", wanted)
                                    + ", or write a page with --out FILE.html");
        }
        Optional<Basis> basis = asked.map(some ->
                workspace.compilation().policies().orElseThrow().decide(some).basis());
        var drawn = new LinkedHashMap<String, Twig>();
        wanted.forEach(word -> drawn.put(
                word,
                twig(
                        tree(workspace, word),
                        asked.filter(some -> some.schema().protocol().equals(word))
                                        .isPresent()
                                ? basis
                                : Optional.empty())));
        return drawn;
    }

    private DecisionTree tree(Workspace workspace, String word) {
        return workspace.compilation().trees().stream()
                .filter(tree -> tree.schema().protocol().equals(word))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "there is no protocol `%s`; there are %s"
                                .formatted(
                                        word,
                                        workspace.compilation().trees().stream()
                                                .map(tree -> tree.schema().protocol())
                                                .collect(Collectors.joining(", ")))));
    }

    private static Twig twig(DecisionTree tree, Optional<Basis> basis) {
        return Twig.of(
                tree,
                basis.map(its -> Set.copyOf(its.path())).orElse(Set.of()),
                basis.map(its -> its.rules().stream().map(Rule::id).collect(Collectors.toSet()))
                        .orElse(Set.of()));
    }

    private void write(String text) throws IOException {
        PrintWriter out = screen.out(command);
        if (file == null) {
            out.print(text);
            return;
        }
        Files.writeString(file, text);
        out.println(WorkingDirectory.seen(file) + ": written");
    }
}
