// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.source.Source;
import policy.lsp.text.Lines;
import policy.lsp.text.Shortened;
import policy.lsp.workspace.View;

/// Notes behind the first lines of declarations: what a rule matched last, what came of a test.
public final class Hints {

    /// Notes in one answer.
    static final int MAX_HINTS = 5_000;

    /// Characters of one note; the rest is shown when one points at it.
    private static final int MAX_LABEL = 80;

    private final View view;
    private final Map<String, Match> matches;
    private final Map<TestRuns.Test, TestRuns.Result> results;
    private final DateTimeFormatter time;

    /// @param matches by id of the rule
    /// @param results of tests as they stand now
    public Hints(View view, Map<String, Match> matches, Map<TestRuns.Test, TestRuns.Result> results, ZoneId zone) {
        this.view = view;
        this.matches = matches;
        this.results = results;
        this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone);
    }

    public List<InlayHint> in(Source source, Range range) {
        Lines lines = view.lines(source);
        int from = lines.offset(range.getStart());
        int to = lines.offset(range.getEnd());
        String policy = view.policy(source.name());
        var hints = new ArrayList<InlayHint>();
        for (Declaration declaration : view.parsed(source.name()).stream()
                .flatMap(parsed -> parsed.file().declarations().stream())
                .toList()) {
            boolean shown = declaration.span().start() <= to
                    && from <= declaration.span().end();
            if (shown && hints.size() < MAX_HINTS) {
                note(declaration, source, policy).ifPresent(note -> hints.add(hint(lines, declaration, note)));
            }
        }
        return hints;
    }

    private record Note(String label, String more) {}

    private Optional<Note> note(Declaration declaration, Source source, String policy) {
        return switch (declaration) {
            case RuleDeclaration rule ->
                Optional.ofNullable(matches.get(policy + "." + rule.name().text()))
                        .map(this::note);
            case TestDeclaration test ->
                Optional.ofNullable(results.get(
                                new TestRuns.Test(source.name(), test.title().text())))
                        .map(Hints::note);
            case Declaration.LetDeclaration _,
                    Declaration.ListDeclaration _,
                    Declaration.ImportDeclaration _,
                    Declaration.InvariantDeclaration _,
                    Declaration.Invalid _ -> Optional.empty();
        };
    }

    private Note note(Match match) {
        String requests = match.requests() == 1 ? "1 request" : match.requests() + " requests";
        return new Note(
                "matched " + requests + ", last " + time.format(match.last()),
                "Among the latest decisions of the gateway.");
    }

    private static Note note(TestRuns.Result result) {
        String line = result.message().lines().findFirst().orElse("");
        String label = result.isFine() ? "passed" : "failed: " + line;
        return new Note(Shortened.to(MAX_LABEL, label), result.message());
    }

    /// At the end of the line the declaration's keyword stands in.
    private static InlayHint hint(Lines lines, Declaration declaration, Note note) {
        int line = lines.position(declaration.span().start()).getLine();
        Position end = lines.position(lines.endOfLine(line));
        var hint = new InlayHint(end, Either.forLeft(note.label()));
        hint.setPaddingLeft(true);
        if (!note.more().isEmpty()) {
            hint.setTooltip(note.more());
        }
        return hint;
    }
}
