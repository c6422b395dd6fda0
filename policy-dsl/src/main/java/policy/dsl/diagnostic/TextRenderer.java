// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import policy.dsl.diagnostic.Diagnostic.Label;
import policy.dsl.source.Span;

/// Diagnostics as people read them: what is wrong, the line of source with carets under the place, what to do.
///
/// Source text is shown with tabs as spaces and with invisible characters spelled out (`<U+202E>`), so a hostile
/// policy file cannot rearrange the terminal or hide what is said about it.
///
/// @param colour whether to mark parts with ANSI colours
/// @param shown what to call a source of this name: names are relative to the policy directory, while people and
/// editors
///     look from where they stand
public record TextRenderer(boolean colour, UnaryOperator<String> shown) {

    /// Calls sources by their own names.
    public TextRenderer(boolean colour) {
        this(colour, UnaryOperator.identity());
    }

    /// All of them by file and position, then a line that counts them. Empty if there are none.
    public String render(Collection<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return "";
        }
        var text = new StringBuilder();
        for (Diagnostic diagnostic : Diagnostic.inOrder(diagnostics)) {
            render(diagnostic, text);
            text.append('\n');
        }
        return text.append(summary(diagnostics)).append('\n').toString();
    }

    /// One, by itself.
    public String render(Diagnostic diagnostic) {
        var text = new StringBuilder();
        render(diagnostic, text);
        return text.toString();
    }

    /// Such as `2 errors, 1 warning`.
    public static String summary(Collection<Diagnostic> diagnostics) {
        var counts = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long count =
                    diagnostics.stream().filter(d -> d.severity() == severity).count();
            if (count > 0) {
                counts.add(count + " " + severity.word() + (count == 1 ? "" : "s"));
            }
        }
        return counts.isEmpty() ? "no errors" : String.join(", ", counts);
    }

    private void render(Diagnostic diagnostic, StringBuilder text) {
        Style severity = diagnostic.severity() == Severity.ERROR ? Style.ERROR : Style.WARNING;
        text.append(paint(severity, diagnostic.severity().word() + "[" + diagnostic.code() + "]"))
                .append(paint(Style.STRONG, ": " + SourceLine.visible(diagnostic.message())))
                .append('\n');
        List<Excerpt> excerpts = excerpts(diagnostic);
        int gutter = excerpts.stream().mapToInt(Excerpt::widestNumber).max().orElse(1);
        excerpts.forEach(excerpt -> render(excerpt, gutter, severity, text));
        String margin = " ".repeat(gutter + 1) + paint(Style.MARGIN, "=") + " ";
        diagnostic
                .help()
                .forEach(help -> text.append(margin)
                        .append("help: ")
                        .append(SourceLine.visible(help))
                        .append('\n'));
        text.append(margin)
                .append("see: hpol explain ")
                .append(diagnostic.code())
                .append('\n');
    }

    /// The labels within one source, by line. The primary one's source comes first.
    private record Excerpt(Span place, boolean primary, TreeMap<Integer, List<Marked>> lines) {
        int widestNumber() {
            return Integer.toString(lines.lastKey()).length();
        }
    }

    private record Marked(Label label, boolean primary) {}

    private static List<Excerpt> excerpts(Diagnostic diagnostic) {
        var excerpts = new ArrayList<Excerpt>();
        add(excerpts, new Marked(diagnostic.primary(), true));
        diagnostic.secondary().forEach(label -> add(excerpts, new Marked(label, false)));
        return excerpts;
    }

    private static void add(List<Excerpt> excerpts, Marked marked) {
        Span span = marked.label().span();
        Excerpt excerpt = excerpts.stream()
                .filter(e -> e.place().source().name().equals(span.source().name()))
                .findFirst()
                .orElseGet(() -> {
                    excerpts.add(new Excerpt(span, marked.primary(), new TreeMap<>()));
                    return excerpts.getLast();
                });
        excerpt.lines().computeIfAbsent(span.line(), _ -> new ArrayList<>()).add(marked);
    }

    private void render(Excerpt excerpt, int gutter, Style severity, StringBuilder text) {
        String blank = " ".repeat(gutter);
        text.append(blank)
                .append(paint(Style.MARGIN, excerpt.primary() ? "-->" : ":::"))
                .append(' ')
                .append(SourceLine.visible(place(excerpt.place())))
                .append('\n');
        if (excerpt.place().source().text().isEmpty()) {
            return;
        }
        text.append(blank).append(paint(Style.MARGIN, " |")).append('\n');
        int previous = excerpt.lines().firstKey();
        for (var line : excerpt.lines().entrySet()) {
            if (line.getKey() > previous + 1) {
                text.append(paint(Style.MARGIN, "...")).append('\n');
            }
            previous = line.getKey();
            render(line.getKey(), line.getValue(), gutter, severity, text);
        }
    }

    private String place(Span span) {
        return shown.apply(span.source().name()) + ":" + span.line() + ":" + span.column();
    }

    private void render(int number, List<Marked> marks, int gutter, Style severity, StringBuilder text) {
        var line = SourceLine.around(marks.getFirst().label().span());
        String digits = Integer.toString(number);
        text.append(paint(Style.MARGIN, " ".repeat(gutter - digits.length()) + digits + " |"))
                .append(line.text().isEmpty() ? "" : " ")
                .append(line.text())
                .append('\n');
        for (Marked mark : marks) {
            SourceLine.Columns columns = line.columns(mark.label().span());
            String under = (mark.primary() ? "^" : "-").repeat(columns.width());
            String label = mark.label().text().isEmpty()
                    ? ""
                    : " " + SourceLine.visible(mark.label().text());
            text.append(" ".repeat(gutter))
                    .append(paint(Style.MARGIN, " |"))
                    .append(" ".repeat(columns.start() + 1))
                    .append(paint(mark.primary() ? severity : Style.MARGIN, under + label))
                    .append('\n');
        }
    }

    private enum Style {
        ERROR("1;31"),
        WARNING("1;33"),
        STRONG("1"),
        MARGIN("1;34");

        private final String ansi;

        Style(String ansi) {
            this.ansi = ansi;
        }
    }

    private String paint(Style style, String text) {
        return colour ? "\u001b[" + style.ansi + "m" + text + "\u001b[0m" : text;
    }
}
