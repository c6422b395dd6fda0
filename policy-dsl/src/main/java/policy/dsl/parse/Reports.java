// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// What the phases found wrong, and where the text can no longer be trusted, so that one mistake is told once.
final class Reports {

    /// Diagnostics kept for one file; a text with more is no policy, and nobody reads on.
    static final int MAX_DIAGNOSTICS = 100;

    private static final Set<Code> LEFT_OVER = EnumSet.of(Code.P101, Code.P102, Code.P106);

    private final Source source;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final TreeSet<Integer> told = new TreeSet<>();
    private final Set<Integer> unclosedLines = new HashSet<>();
    private final Set<Diagnostic> leftOver = new HashSet<>();
    private boolean more;

    Reports(Source source) {
        this.source = source;
    }

    /// A mistake whose meaning is clear: what follows it is read as if it had been written right.
    void slip(Diagnostic diagnostic) {
        if (diagnostics.size() < MAX_DIAGNOSTICS) {
            diagnostics.add(diagnostic);
        } else {
            more = true;
        }
    }

    /// A mistake that may make what stands around it look wrong too.
    void mistake(Diagnostic diagnostic) {
        mistake(diagnostic, diagnostic.primary().span().start());
    }

    /// The same, where the doubt begins elsewhere than the place that is shown.
    void mistake(Diagnostic diagnostic, int doubtful) {
        told.add(doubtful);
        slip(diagnostic);
    }

    /// A text that does not end in its line.
    void unclosed(Diagnostic diagnostic, int opening, int line) {
        unclosedLines.add(line);
        mistake(diagnostic, opening);
    }

    /// What is not told behind another mistake of its line.
    void leftOver(Diagnostic diagnostic) {
        leftOver.add(diagnostic);
        mistake(diagnostic);
    }

    /// Whether a mistake in this part of the text is told already; what is wrong with the part comes from it.
    boolean toldWithin(int from, int to) {
        var first = told.ceiling(from);
        return first != null && first <= to;
    }

    /// Whether anything found so far stops the file from being compiled.
    boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /// All of them by position.
    List<Diagnostic> inOrder() {
        if (more) {
            var start = new Span(source, 0, 0);
            diagnostics.add(Diagnostic.of(
                    Code.P003,
                    "more than " + MAX_DIAGNOSTICS + " mistakes in this file",
                    start,
                    "the rest is not shown"));
            more = false;
        }
        return unclosedLines.isEmpty() && leftOver.isEmpty()
                ? Diagnostic.inOrder(diagnostics)
                : withoutLeftOver(Diagnostic.inOrder(diagnostics));
    }

    /// Where a quotation mark is missing or too many, what else does not fit in the line comes from it: the first
    /// place that does not is told. The same goes for what begins nothing behind another mistake of its line.
    private List<Diagnostic> withoutLeftOver(List<Diagnostic> inOrder) {
        var kept = new ArrayList<Diagnostic>();
        var lines = new HashSet<Integer>();
        for (Diagnostic one : inOrder) {
            int line = one.primary().span().line();
            boolean counts = LEFT_OVER.contains(one.code()) && unclosedLines.contains(line);
            if (!lines.contains(line) || !(counts || leftOver.contains(one))) {
                kept.add(one);
                // What is shown where an unclosed bracket is missed stands behind the mistake.
                if (one.severity() == Severity.ERROR
                        && (one.code() != Code.P106 || one.secondary().isEmpty())) {
                    lines.add(line);
                }
            }
        }
        return kept;
    }
}
