// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic.Label;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Span;
import policy.lsp.workspace.View;

/// What the compiler found wrong, as editors show it.
public final class Problems {

    /// Told of one file; the compiler stops at fewer errors, and nobody reads that many warnings.
    static final int MAX_PER_FILE = 500;

    private static final String SOURCE = "hpol";

    private final View view;
    private final Optional<String> pages;

    /// @param pages URI of the directory with the pages of the codes, ending in `/`; without it codes have no link
    public Problems(View view, Optional<String> pages) {
        this.view = view;
        this.pages = pages;
    }

    /// By name of the file, those without problems left out.
    public Map<String, List<Diagnostic>> of(List<policy.dsl.diagnostic.Diagnostic> found) {
        var byFile = new TreeMap<String, List<Diagnostic>>();
        for (policy.dsl.diagnostic.Diagnostic one : found) {
            List<Diagnostic> told =
                    byFile.computeIfAbsent(one.primary().span().source().name(), _ -> new ArrayList<>());
            if (told.size() < MAX_PER_FILE) {
                told.add(of(one));
            }
        }
        return byFile;
    }

    private Diagnostic of(policy.dsl.diagnostic.Diagnostic found) {
        Span at = found.primary().span();
        var diagnostic = new Diagnostic(view.lines(at.source()).range(at), text(found));
        diagnostic.setSeverity(
                found.severity() == Severity.ERROR ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
        diagnostic.setSource(SOURCE);
        diagnostic.setCode(Either.forLeft(found.code().name()));
        pages.ifPresent(directory ->
                diagnostic.setCodeDescription(new DiagnosticCodeDescription(directory + found.code() + ".md")));
        if (isUnused(found.code())) {
            diagnostic.setTags(List.of(DiagnosticTag.Unnecessary));
        }
        diagnostic.setRelatedInformation(
                found.secondary().stream().map(this::related).toList());
        return diagnostic;
    }

    /// The message, what is wrong at the very place, and what to do.
    private static String text(policy.dsl.diagnostic.Diagnostic found) {
        var text = new StringBuilder(found.message());
        if (!found.primary().text().isEmpty()) {
            text.append(": ").append(found.primary().text());
        }
        found.help().forEach(help -> text.append("\nhelp: ").append(help));
        return text.toString();
    }

    private DiagnosticRelatedInformation related(Label label) {
        Span at = label.span();
        var location = new Location(
                view.uri(at.source().name()), view.lines(at.source()).range(at));
        return new DiagnosticRelatedInformation(location, label.text().isEmpty() ? "see also" : label.text());
    }

    private static boolean isUnused(Code code) {
        return code == Code.P403 || code == Code.P404 || code == Code.P405 || code == Code.P408;
    }
}
