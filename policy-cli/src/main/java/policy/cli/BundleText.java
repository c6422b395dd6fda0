// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.policy.bundle.Statement;
import java.util.ArrayList;
import java.util.List;
import policy.compiler.condition.Visible;

/// What a bundle says of itself, for people.
final class BundleText {

    private static final int KEY_DIGITS = 16;

    private BundleText() {}

    static List<String> lines(String name, Statement statement, String keyId) {
        var lines = new ArrayList<String>();
        lines.add("%s: revision %s, sequence %d, %s, %s"
                .formatted(
                        name,
                        statement.revision().abbreviated(),
                        statement.sequence(),
                        Count.of(statement.digests().size(), "file"),
                        Count.of(statement.rules().size(), "rule")));
        Statement.Tests tests = statement.tests();
        lines.add("tests: %d passed, %d failed%s"
                .formatted(
                        tests.passed(),
                        tests.failed(),
                        tests.results().isEmpty()
                                ? " (there are none)"
                                : tests.required() ? "" : " (failing ones were allowed)"));
        statement
                .rollback()
                .ifPresent(rollback -> lines.add("goes back to sequence %d: %s"
                        .formatted(rollback.sequence(), Visible.text(rollback.because()))));
        lines.add("signed with the key " + keyId.substring(0, KEY_DIGITS));
        return lines;
    }
}
