// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.init.Scaffold;
import policy.cli.report.Paint;

/// `hpol init`.
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Begin a repository of policies.",
            "",
            "Writes a few rules with their tests, a README, a pre-commit hook, and pipelines for GitHub and GitLab."
                    + " Nothing is overwritten: if one of the files is there, none is written. Nothing is fetched."
        },
        footer = {"", "Examples:", "  hpol init policies-of-acme", "  hpol init . --name acme.prod"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:written", "2:wrong usage, something is in the way, or it cannot be written"})
final class InitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The root of the repository; made if it is not there.")
    private Path directory = Path.of(".");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the policy is called, such as acme or acme.prod. Default: as the directory.")
    private @Nullable String name;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (name != null && !Scaffold.isName(name)) {
            throw new ParameterException(
                    command.commandLine(),
                    "a policy cannot be called `" + name + "`; a name is words of a-z, 0-9 and _ with dots between,"
                            + " such as acme.prod");
        }
        var scaffold = new Scaffold(directory, name == null ? Scaffold.suggested(directory) : name);
        List<String> collisions = scaffold.collisions();
        if (!collisions.isEmpty()) {
            PrintWriter err = command.commandLine().getErr();
            err.println(
                    "hpol: nothing was written, because in " + WorkingDirectory.seen(directory) + " there is already");
            collisions.forEach(file -> err.println("  " + file));
            err.println("Name another directory, or move these away.");
            return ExitStatus.USAGE;
        }
        boolean inGit = isInGit();
        scaffold.write();
        tell(scaffold, inGit);
        return ExitStatus.FINE;
    }

    private boolean isInGit() {
        for (Path above = directory.toAbsolutePath().normalize(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    private void tell(Scaffold scaffold, boolean inGit) {
        PrintWriter out = screen.out(command);
        var paint = new Paint(screen.coloured());
        Path seen = WorkingDirectory.seen(directory);
        out.println("policy " + scaffold.name() + " in " + seen + ":");
        scaffold.files().forEach(file -> out.println("  " + file));
        out.println();
        out.println(paint.strong("Next:"));
        if (!seen.equals(Path.of("."))) {
            out.println("  cd " + quoted(seen.toString()));
        }
        if (!inGit) {
            out.println("  git init");
        }
        out.println("  git config core.hooksPath .githooks   check before each commit");
        out.println("  hpol check policies");
        out.println("  hpol test policies --coverage");
        out.println();
        out.println("Pipelines build hpol from its sources: set their variable HPOL_REPOSITORY to where those are.");
        out.println("README.md says the rest.");
    }

    /// For a shell.
    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
