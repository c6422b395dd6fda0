// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.nio.file.Path;
import java.util.Optional;
import policy.compiler.Compilation;
import policy.dsl.diagnostic.Severity;

/// Warnings where something else was asked for: that there are some, and who tells them.
public final class Warnings {

    private Warnings() {}

    /// @param path of the policies, as it is shown
    /// @return nothing if there are none
    public static Optional<String> line(Compilation compilation, Path path) {
        long warnings = compilation.diagnostics().stream()
                .filter(told -> told.severity() == Severity.WARNING)
                .count();
        return warnings == 0
                ? Optional.empty()
                : Optional.of("%d %s; hpol check %s shows %s"
                        .formatted(
                                warnings, warnings == 1 ? "warning" : "warnings", path, warnings == 1 ? "it" : "them"));
    }
}
