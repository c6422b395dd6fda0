// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.keys.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hpol keygen`.
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description = {
            "Make a key to sign bundles with.",
            "",
            "Writes NAME.key, the private half, which only you can read, and NAME.pub, the public half, which gateways"
                    + " are told to trust. Both are PEM as openssl knows it. Nothing is overwritten."
        },
        footer = {"", "Example: hpol keygen release"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:written", "2:wrong usage, a file is there already, or it cannot be written"})
final class KeygenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The files without their ending; a path is fine.")
    private Path name = Path.of("release");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (name.getFileName() == null || name.getFileName().toString().isEmpty()) {
            throw new ParameterException(command.commandLine(), "a key is named like a file, such as `release`");
        }
        Path directory = Objects.requireNonNull(name.toAbsolutePath().getParent(), "a file is in a directory");
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        Path secret = name.resolveSibling(name.getFileName() + ".key");
        Path open = name.resolveSibling(name.getFileName() + ".pub");
        SigningKey key = SigningKey.generate();
        try {
            key.create(secret, open);
        } catch (FileAlreadyExistsException taken) {
            command.commandLine()
                    .getErr()
                    .println("hpol: " + taken.getFile()
                            + " is there already, and nothing was written: a key that is lost"
                            + " cannot be made again. Choose another NAME.");
            return ExitStatus.USAGE;
        }
        PrintWriter out = command.commandLine().getOut();
        out.println(secret + "  signs bundles: keep it where they are made, and nowhere else");
        out.println(open + "  checks them: name it in `bundle.keys` of a gateway's configuration");
        out.println("key id " + key.verifying().id());
        return ExitStatus.FINE;
    }
}
