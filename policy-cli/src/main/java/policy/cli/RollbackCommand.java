// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.keys.SigningKey;
import gateway.keys.UnusableKey;
import gateway.keys.VerifyingKey;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.RefusedBundle;
import gateway.policy.bundle.Statement;
import gateway.policy.bundle.Statement.Rollback;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import policy.dsl.source.SourceSet;

/// `hpol rollback`.
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Go back to the policies of an older bundle.",
            "",
            "Signs the files of OLD anew, with a sequence above that of FILE, and puts the result in FILE's place. So"
                    + " no gateway has to take an older bundle: it gets a newer one that says what it goes back to, and"
                    + " why, and records both. The policies are compiled and tested as for `hpol bundle`."
        },
        footer = {
            "",
            "Example: hpol rollback old/policies.bundle -o policies.bundle --key release.key \\",
            "           --because 'blocks every refund'"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:OLD does not verify, does not compile, its tests fail",
            "2:wrong usage, nothing to work on, no key"
        })
final class RollbackCommand implements Callable<Integer> {

    private static final int LONGEST_REASON = 500;

    @Parameters(paramLabel = "OLD", description = "The bundle to go back to.")
    private Path old = Path.of("policies.bundle");

    @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why; it goes on record.")
    private String because = "";

    @Option(
            names = "--trust",
            paramLabel = "PUB",
            description = "A public key that may have signed OLD and FILE, too, if --key did not. May be repeated.")
    private List<Path> trust = List.of();

    @Option(
            names = "--sequence",
            paramLabel = "N",
            description =
                    "Above that of the bundle gateways run. Default: one above FILE's; required if there is none.")
    private long sequence;

    @Mixin
    private Signing signing = new Signing();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, UnusableKey {
        if (because.isBlank() || because.length() > LONGEST_REASON) {
            throw new ParameterException(
                    command.commandLine(), "--because is a text of up to %d characters".formatted(LONGEST_REASON));
        }
        SigningKey key = signing.key();
        var trusted = new ArrayList<>(List.of(key.verifying()));
        for (Path file : trust) {
            trusted.add(VerifyingKey.read(file));
        }
        Statement older;
        SourceSet sources;
        try {
            Bundle back = Bundle.read(old, trusted);
            older = back.statement();
            sources = SourceSet.of(back.files());
        } catch (RefusedBundle refused) {
            command.commandLine().getErr().println("hpol: `%s` is refused: %s".formatted(old, refused.getMessage()));
            return ExitStatus.PROBLEMS;
        }
        Optional<Statement> replaced = signing.replaced(command, trusted);
        var rollback = new Rollback(older.sequence(), because);
        return signing.sign(
                command,
                new Signing.Order(
                        WorkingDirectory.seen(old),
                        sources,
                        key,
                        next(older, replaced),
                        replaced,
                        Optional.of(rollback)));
    }

    private long next(Statement older, Optional<Statement> replaced) {
        if (replaced.isEmpty() && sequence == 0) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no FILE to tell which sequence gateways run: say --sequence, above that");
        }
        long newest =
                Math.max(older.sequence(), replaced.map(Statement::sequence).orElse(0L));
        long next = sequence == 0 ? newest + 1 : sequence;
        if (next <= newest || next > Statement.MAX_SEQUENCE) {
            throw new ParameterException(
                    command.commandLine(), "--sequence is above %d, which there is already".formatted(newest));
        }
        return next;
    }
}
