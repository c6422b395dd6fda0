// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.List;
import policy.dsl.ast.Comment;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;

/// A file as far as it could be read, and what is wrong with it.
///
/// @param file never missing; `Invalid` nodes stand where text did not parse
/// @param comments all `//` comments by position; `///` documentation stands in the declarations
/// @param diagnostics by position; empty for a text without mistakes
public record Parsed(PolicyFile file, List<Comment> comments, List<Diagnostic> diagnostics) {
    public Parsed {
        comments = List.copyOf(comments);
        diagnostics = List.copyOf(diagnostics);
    }

    /// Whether anything stops this file from being compiled.
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
