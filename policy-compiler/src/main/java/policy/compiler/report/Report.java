// SPDX-License-Identifier: Apache-2.0
package policy.compiler.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Diagnostic.Label;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// What is wrong so far. Each mistake is told once: a `let` used by many rules is read for each of them, and what is
/// wrong in it is wrong every time.
public final class Report {

    private record Told(Code code, Span at) {}

    private record Unknown(Source in, String message, List<Label> besides) {}

    /// Errors told of one file. Nobody reads on, and each is shown with its line, however long that is.
    static final int MOST_ERRORS = 100;
    /// Warnings told of one file; those of generated files repeat each other.
    static final int MOST_WARNINGS = 100;

    /// Of texts in which a mistake like these is told, no more is said: what is wrong around it comes from it.
    private static final Set<Code> DOUBTFUL = EnumSet.of(Code.P101, Code.P102, Code.P106);

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<Source, List<Span>> doubtful = new HashMap<>();
    private final Map<Source, Integer> errors = new HashMap<>();
    private final Map<Source, Integer> warnings = new HashMap<>();
    private final Set<Told> told = new HashSet<>();
    private final Set<Unknown> unknown = new HashSet<>();
    private int mistakes;

    public void add(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            mistakes++;
        }
        if (isOfDoubtfulText(diagnostic.primary().span())) {
            return;
        }
        if (told.add(new Told(diagnostic.code(), diagnostic.primary().span())) && isNewName(diagnostic)) {
            tell(diagnostic);
        }
    }

    /// A name that is not declared is told where a file first uses it: its declaration may be what is missing.
    private boolean isNewName(Diagnostic diagnostic) {
        return diagnostic.code() != Code.P204
                || unknown.add(new Unknown(
                        diagnostic.primary().span().source(), diagnostic.message(), diagnostic.secondary()));
    }

    /// Whether what else is wrong in a file is counted only, so that nothing helpful need be thought of.
    public boolean isFull(Span at) {
        return errors.getOrDefault(at.source(), 0) > MOST_ERRORS;
    }

    private void tell(Diagnostic diagnostic) {
        Source source = diagnostic.primary().span().source();
        if (diagnostic.severity() == Severity.WARNING && warnings.merge(source, 1, Integer::sum) > MOST_WARNINGS) {
            return;
        }
        int before = diagnostic.severity() == Severity.ERROR ? errors.merge(source, 1, Integer::sum) - 1 : 0;
        if (before < MOST_ERRORS) {
            diagnostics.add(diagnostic);
        } else if (before == MOST_ERRORS && told.add(new Told(Code.P003, new Span(source, 0, 0)))) {
            // Or the parser has said so.
            diagnostics.add(Diagnostic.of(
                    Code.P003,
                    "more than " + MOST_ERRORS + " mistakes in this file",
                    new Span(source, 0, 0),
                    "the rest is not shown"));
        }
    }

    /// What the parser found, told before anything else.
    public void addParsed(Collection<Diagnostic> parsed) {
        parsed.forEach(this::add);
        for (Diagnostic one : parsed) {
            Span at = one.primary().span();
            if (one.severity() == Severity.ERROR) {
                List<Span> inFile = doubtful.computeIfAbsent(at.source(), _ -> new ArrayList<>());
                boolean unclosed = one.code() == Code.P106 && !one.secondary().isEmpty();
                inFile.add(DOUBTFUL.contains(one.code()) && !unclosed ? wholeLine(at) : at);
                if (unclosed) {
                    one.secondary().forEach(opening -> inFile.add(wholeLine(opening.span())));
                }
            }
        }
    }

    private static Span wholeLine(Span at) {
        String text = at.source().text();
        int end = text.indexOf('\n', at.start());
        return new Span(
                at.source(),
                at.start() == 0 ? 0 : text.lastIndexOf('\n', at.start() - 1) + 1,
                end < 0 ? text.length() : end);
    }

    private boolean isOfDoubtfulText(Span at) {
        return doubtful.getOrDefault(at.source(), List.of()).stream()
                .anyMatch(text -> at.start() < text.end() && text.start() < at.end());
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
