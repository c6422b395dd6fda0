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
import picocli.CommandLine.ParameterException;
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

    /// The bundle that will be replaced, if there is one: it says what gateways take for older.
    ///
    /// @throws ParameterException if something else is there, or nobody trusted signed it
    Optional<Statement> replaced(CommandSpec command, Collection<VerifyingKey> trusted) throws IOException {
        if (!Files.exists(output)) {
            return Optional.empty();
        }
        if (Files.isDirectory(output)) {
            throw new ParameterException(
                    command.commandLine(), "`%s` is a directory; -o names the file to write".formatted(output));
        }
        try {
            return Optional.of(Bundle.read(output, trusted).statement());
        } catch (RefusedBundle refused) {
            throw new ParameterException(
                    command.commandLine(),
                    "`%s` is there and is left as it is, since what is newer cannot be told: %s. Move it away first"
                            .formatted(output, refused.getMessage()));
        }
    }

    /// What is to be signed.
    ///
    /// @param path what the policies are called in messages
    /// @param replaced what is there
    record Order(
            Path path,
            SourceSet sources,
            SigningKey by,
            long sequence,
            Optional<Statement> replaced,
            Optional<Statement.Rollback> rollback) {}

    /// Compiles, tests, signs, writes and tells.
    int sign(CommandSpec command, Order order) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        TestRun run =
                TestRun.of(order.path(), order.sources(), TestRun.Wish.ALL, new ProgressLine(err, /* shown= */ false));
        if (!isGood(run, err)) {
            return ExitStatus.PROBLEMS;
        }
        var delivery = new Delivery(run, "hpol " + Main.VERSION);
        Statement statement = delivery.statement(order.sequence(), !allowFailingTests, order.rollback());
        if (order.replaced().filter(statement::isOlderThan).isPresent()) {
            tellOlder(order.replaced().get(), err);
            return ExitStatus.USAGE;
        }
        byte[] bundle;
        try {
            bundle = delivery.bundle(statement, order.by());
        } catch (IllegalArgumentException tooMuch) {
            err.println("hpol: not signed: " + tooMuch.getMessage());
            return ExitStatus.PROBLEMS;
        }
        // Signed and no secret; who makes it need not be who runs the gateway.
        WholeFile.replace(output, bundle, "rw-r--r--");
        told(statement, order.by().verifying().id())
                .forEach(command.commandLine().getOut()::println);
        return ExitStatus.FINE;
    }

    /// Whether it compiles and its tests pass, or need not; says what is wrong.
    private boolean isGood(TestRun run, PrintWriter err) {
        var report = new TextReport(err, Colour.auto.on(Terminal.ERR));
        report.problems(run);
        if (!run.compiles()) {
            return false;
        }
        if (run.failures().isEmpty()) {
            return true;
        }
        report.results(run, /* verbose= */ false);
        if (!allowFailingTests) {
            err.println("hpol: not signed, because tests fail. Mend them, or say --allow-failing-tests, which the"
                    + " bundle then says, too.");
        }
        return allowFailingTests;
    }

    private void tellOlder(Statement replaced, PrintWriter err) {
        err.println(
                "hpol: %s holds sequence %d, revision %s, and gateways that run it take nothing else up to it: say --sequence %d"
                        .formatted(
                                output,
                                replaced.sequence(),
                                replaced.revision().abbreviated(),
                                replaced.sequence() + 1));
    }

    private List<String> told(Statement statement, String keyId) {
        return BundleText.lines(WorkingDirectory.seen(output).toString(), statement, keyId);
    }
}
