// SPDX-License-Identifier: Apache-2.0
package policy.cli.bundle;

import gateway.keys.SigningKey;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.BundleLimits;
import gateway.policy.bundle.Statement;
import gateway.policy.bundle.Statement.Rollback;
import gateway.policy.bundle.Statement.RuleLine;
import gateway.policy.bundle.Statement.TestLine;
import gateway.policy.bundle.Statement.Tests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.cli.schema.SchemaDigests;
import policy.cli.test.TestRun;
import policy.compiler.Compilation;
import policy.compiler.type.TypedRule;
import policy.dsl.source.DataFiles;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;
import policy.tests.TestResult;

/// A policy set that was compiled and tested, and what is to be signed of it.
public final class Delivery {

    private final TestRun run;
    private final String compiler;

    /// @param run of a policy set that compiles, with all its tests
    /// @param compiler name and version
    public Delivery(TestRun run, String compiler) {
        this.run = run;
        this.compiler = compiler;
    }

    /// @param sequence from 1 to [Statement#MAX_SEQUENCE]
    /// @param testsRequired whether it was to be refused if a test failed
    public Statement statement(long sequence, boolean testsRequired, Optional<Rollback> rollback) {
        Compilation compilation = run.compilation();
        List<TypedRule> rules = compilation.typed().rules();
        return new Statement(
                Statement.digests(compilation.content()),
                compilation.policies().orElseThrow().revision(),
                sequence,
                rules.stream()
                        .map(rule -> rule.rule().policy())
                        .distinct()
                        .sorted()
                        .toList(),
                rules.stream().map(Delivery::line).toList(),
                SchemaDigests.of(Protocols.vocabulary().schemas()),
                limits(),
                new Tests(
                        testsRequired,
                        run.results().stream().map(Delivery::line).toList()),
                rollback.map(one -> new Rollback(one.sequence(), wellFormed(one.because()))),
                compiler);
    }

    /// @param key with which it is signed
    /// @throws IllegalArgumentException if it would be over a limit of bundles
    public byte[] bundle(Statement statement, SigningKey key) {
        return Bundle.write(statement, run.compilation().content(), key);
    }

    private static RuleLine line(TypedRule rule) {
        return new RuleLine(
                rule.rule().id(),
                rule.rule().effect().word(),
                rule.observe(),
                rule.protocol().orElse("any"),
                rule.rule().place());
    }

    /// Neither the row of a table nor what was expected and came: both quote requests, which may hold secrets.
    private static TestLine line(TestResult result) {
        return new TestLine(
                result.test().policy(),
                wellFormed(result.test().title()),
                result.test().span().place(),
                result instanceof TestResult.Passed);
    }

    /// Half of a surrogate pair, which an escape in a title gives, cannot be written as UTF-8.
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static SortedMap<String, Long> limits() {
        var limits = new TreeMap<String, Long>();
        limits.put("bundle_bytes", (long) BundleLimits.MAX_BYTES);
        limits.put("data_file_bytes", (long) DataFiles.MAX_FILE_BYTES);
        limits.put("data_total_bytes", (long) DataFiles.MAX_TOTAL_BYTES);
        limits.put("policy_file_bytes", (long) SourceSet.MAX_FILE_BYTES);
        limits.put("policy_files", (long) SourceSet.MAX_FILES);
        limits.put("policy_total_bytes", (long) SourceSet.MAX_TOTAL_BYTES);
        return limits;
    }
}
