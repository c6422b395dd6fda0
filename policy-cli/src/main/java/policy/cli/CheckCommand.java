// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.dsl.source.NoSources;

/// `hpol check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Find every mistake in every policy file.",
            "",
            "Reads all .hpol files below each PATH as one policy set and tells all mistakes in one run, each with its"
                    + " place and what to do about it. A policy set that does not pass is never put in force."
        },
        footer = {"", "Example: hpol check policy-examples/starter"})
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A directory of .hpol files, or one file.")
    private List<Path> paths = List.of();

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources {
        boolean fine = true;
        for (Path path : paths) {
            Workspace workspace = Workspace.open(path);
            screen.tell(command, workspace);
            workspace
                    .compilation()
                    .policies()
                    .filter(policies -> workspace.compiles())
                    .ifPresent(policies -> screen.out(command)
                            .println("%s: fine. %d rules, %d tests, revision %s"
                                    .formatted(
                                            path,
                                            policies.size(),
                                            workspace.compilation().tests().size(),
                                            policies.revision().abbreviated())));
            fine &= workspace.compiles();
        }
        return fine ? ExitStatus.FINE : ExitStatus.PROBLEMS;
    }
}
