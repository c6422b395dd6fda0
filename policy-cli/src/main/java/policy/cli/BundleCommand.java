// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.keys.SigningKey;
import gateway.keys.UnusableKey;
import gateway.policy.bundle.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// `hpol bundle`.
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Sign policies into one file that gateways load.",
            "",
            "Compiles the policies, runs their tests, and writes the files with a signed statement: the revision, every"
                    + " file's digest, rules, how the tests ended. The same input gives the same bytes. A gateway takes"
                    + " no bundle with a lower sequence than the one it runs. docs/bundles.md shows all of it."
        },
        footer = {
            "",
            "Examples:",
            "  hpol keygen release",
            "  hpol bundle policies -o policies.bundle --key release.key",
            "  hpol bundle policies -o policies.bundle --key release.key --sequence $(git log -1 --format=%%ct)"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:policies with mistakes, tests that fail, over a limit of bundles",
            "2:wrong usage, nothing to work on, no key, an older sequence than the file's, or the file is no bundle of"
                    + " this key"
        })
final class BundleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A directory of .hpol files.")
    private Path directory = Path.of(".");

    @Option(
            names = "--sequence",
            paramLabel = "N",
            description = "Which bundle is newer: the one with the higher number. Default: ${DEFAULT-VALUE}")
    private long sequence = 1;

    @Mixin
    private Signing signing = new Signing();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws NoSources, IOException, UnusableKey {
        if (sequence < 1 || sequence > Statement.MAX_SEQUENCE) {
            throw new ParameterException(
                    command.commandLine(), "--sequence is from 1 to %d".formatted(Statement.MAX_SEQUENCE));
        }
        SourceSet sources = SourceSet.read(directory);
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(
                    command.commandLine(), "`%s` is one file; a bundle is made of a directory".formatted(directory));
        }
        SigningKey key = signing.key();
        var replaced = signing.replaced(command, List.of(key.verifying()));
        return signing.sign(
                command,
                new Signing.Order(
                        WorkingDirectory.seen(directory),
                        sources,
                        key,
                        sequence,
                        replaced,
                        /* rollback= */ Optional.empty()));
    }
}
