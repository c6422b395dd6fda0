// SPDX-License-Identifier: Apache-2.0
package policy.compiler.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Span;

/// What is wrong so far. Each mistake is told once: a `let` used by many rules is read for each of them, and what is
/// wrong in it is wrong every time.
public final class Report {

    private record Told(Code code, Span at) {}

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<Told> told = new HashSet<>();
    private int mistakes;

    public void add(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            mistakes++;
        }
        if (told.add(new Told(diagnostic.code(), diagnostic.primary().span()))) {
            diagnostics.add(diagnostic);
        }
    }

    public void addAll(Collection<Diagnostic> more) {
        more.forEach(this::add);
    }

    /// Notes that something cannot be compiled although nothing is to be said: an earlier phase has told about it.
    public void silentMistake() {
        mistakes++;
    }

    /// How many mistakes were met, those told before included. It grows exactly when what was just read is
    /// unusable.
    public int mistakes() {
        return mistakes;
    }

    public List<Diagnostic> inOrder() {
        return Diagnostic.inOrder(diagnostics);
    }
}
