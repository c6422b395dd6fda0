// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import policy.compiler.Compilation;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;

/// One policy set that was checked.
///
/// @param path of its directory or file, as it is to be shown
/// @param shown what to call a source of this name
/// @param took how long compiling took, reading not counted
public record Checked(String path, Compilation compilation, UnaryOperator<String> shown, Duration took) {

    /// Whether a policy set came out of it. Warnings do not stand in the way.
    public boolean fine() {
        return compilation.policies().isPresent();
    }

    static long count(List<Checked> sets, Severity severity) {
        return diagnostics(sets).filter(one -> one.severity() == severity).count();
    }

    static Stream<Diagnostic> diagnostics(List<Checked> sets) {
        return sets.stream().flatMap(set -> set.compilation().diagnostics().stream());
    }
}
