// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.keys.SigningKey;
import gateway.keys.UnusableKey;
import gateway.keys.VerifyingKey;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.RefusedBundle;
import gateway.policy.bundle.Statement;
import gateway.policy.bundle.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import policy.cli.bundle.Delivery;
import policy.cli.test.ProgressLine;
import policy.cli.test.TestRun;
import policy.cli.test.TextReport;
import policy.dsl.source.SourceSet;

/// What `bundle` and `rollback` have in common: a policy set is compiled and tested, then signed into a file.
final class Signing {

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The bundle; replaced in one step if it is there.")
    private Path output = Path.of("policies.bundle");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "The private key to sign with: a file of `hpol keygen`, or Ed25519 in PEM.")
    private Path key = Path.of("release.key");

    @Option(
            names = "--allow-failing-tests",
            description = "Sign even if tests fail; the bundle says so, and says that it was allowed.")
    private boolean allowFailingTests;

    /// @throws UnusableKey if there is no such key in the file
    SigningKey key() throws IOException, UnusableKey {
        try {
            return SigningKey.read(key);
        } catch (NoSuchFileException missing) {
            throw new NoSuchFileException(key + "; `hpol keygen NAME` makes NAME.key");
        }
    }

    Path output() {
        return output;
    }

    /// The bundle that would be replaced, if there is one and one of these keys signed it.
    Optional<Bundle> replaced(Collection<VerifyingKey> trusted) throws IOException {
        if (!Files.isRegularFile(output)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Bundle.read(output, trusted));
        } catch (RefusedBundle _) {
            return Optional.empty();
        }
    }

    /// Compiles, tests, signs, writes and tells.
    ///
    /// @param path what the policies are called in messages
    int sign(
            CommandSpec command,
            Path path,
            SourceSet sources,
            SigningKey by,
            long sequence,
            Optional<Statement.Rollback> rollback)
            throws IOException {
        PrintWriter err = command.commandLine().getErr();
        TestRun run = TestRun.of(path, sources, TestRun.Wish.ALL, new ProgressLine(err, /* shown= */ false));
        var report = new TextReport(err, Colour.auto.on(Terminal.ERR));
        report.problems(run);
        if (!run.compiles()) {
            return ExitStatus.PROBLEMS;
        }
        if (!run.failures().isEmpty()) {
            report.results(run, /* verbose= */ false);
            if (!allowFailingTests) {
                err.println("hpol: not signed, because tests fail. Mend them, or say --allow-failing-tests, which the"
                        + " bundle then says, too.");
                return ExitStatus.PROBLEMS;
            }
        }
        var delivery = new Delivery(run, "hpol " + Main.VERSION);
        Statement statement = delivery.statement(sequence, !allowFailingTests, rollback);
        byte[] bundle;
        try {
            bundle = delivery.bundle(statement, by);
        } catch (IllegalArgumentException tooMuch) {
            err.println("hpol: not signed: " + tooMuch.getMessage());
            return ExitStatus.PROBLEMS;
        }
        // Signed and no secret; who makes it need not be who runs the gateway.
        WholeFile.replace(output, bundle, "rw-r--r--");
        told(statement, by.verifying().id()).forEach(command.commandLine().getOut()::println);
        return ExitStatus.FINE;
    }

    private List<String> told(Statement statement, String keyId) {
        return BundleText.lines(WorkingDirectory.seen(output).toString(), statement, keyId);
    }
}
