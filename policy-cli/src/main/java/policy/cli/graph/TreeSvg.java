// SPDX-License-Identifier: Apache-2.0
package policy.cli.graph;

import java.util.ArrayList;
import java.util.List;
import policy.cli.report.Markup;

/// A decision tree as a picture: questions from left to right, rules at the right end of the lines, in the colour of
/// their effect; the way of a request in a bolder line. Long texts are cut and shown in full where the pointer rests;
/// where a question has many answers, the first are drawn, those on the way always.
public final class TreeSvg {

    /// How many answers to a question are drawn.
    static final int MOST_BRANCHES = 12;
    /// Characters of a text that are drawn.
    static final int MOST_CHARACTERS = 60;

    private static final int ROW = 24;
    private static final int CHARACTER = 8;
    private static final int PADDING = 10;
    private static final int GAP = 40;
    private static final int MARGIN = 16;

    private static final String STYLE = """
        text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1f2328}
        .bg{fill:#fff}.box{fill:#f6f8fa;stroke:#d0d7de}.way .box{stroke:#0969da;stroke-width:2.5}
        .line{fill:none;stroke:#d0d7de}.line.way{stroke:#0969da;stroke-width:2.5}.answer{fill:#59636e}
        .allow{fill:#dafbe1}.deny{fill:#ffebe9}.approve{fill:#fff8c5}.mask{fill:#fbefff}.limit,.record{fill:#ddf4ff}
        .observe{fill:#eaeef2}.found{stroke:#0969da;stroke-width:2.5}
        @media(prefers-color-scheme:dark){text{fill:#e6edf3}.bg{fill:#0d1117}.box{fill:#161b22;stroke:#3d444d}
        .line{stroke:#3d444d}.answer{fill:#9198a1}.allow{fill:#12361f}.deny{fill:#4a1518}.approve{fill:#3b2f0b}
        .mask{fill:#321d47}.limit,.record{fill:#0c2d4d}.observe{fill:#2d333b}}
        """;

    private final List<Integer> widths = new ArrayList<>();
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder boxes = new StringBuilder();
    private int nextRow;

    private TreeSvg() {}

    /// @param title what is drawn, for those who cannot see it
    public static String of(String title, Twig root) {
        var svg = new TreeSvg();
        svg.measure(root, 0);
        svg.draw(root, 0);
        int width = svg.left(svg.widths.size()) + MARGIN;
        int height = svg.nextRow * ROW + 2 * MARGIN;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
            <title>%3$s</title>
            <style>%4$s</style>
            <rect class="bg" width="%1$d" height="%2$d"/>
            %5$s%6$s</svg>
            """.formatted(width, height, Markup.html(title), STYLE, svg.lines, svg.boxes);
    }

    /// The answers that are drawn: the first, and those on the way.
    private static List<Twig> drawn(Twig twig) {
        if (twig.below().size() <= MOST_BRANCHES) {
            return twig.below();
        }
        var drawn = new ArrayList<Twig>();
        for (Twig below : twig.below()) {
            if (drawn.size() < MOST_BRANCHES || below.onPath()) {
                drawn.add(below);
            }
        }
        return drawn;
    }

    private void measure(Twig twig, int depth) {
        while (widths.size() <= depth) {
            widths.add(0);
        }
        int longest = Math.max(cut(twig.answer()).length(), cut(head(twig)).length());
        for (Twig.RuleLine rule : twig.rules()) {
            longest = Math.max(longest, cut(rule.text()).length());
        }
        widths.set(depth, Math.max(widths.get(depth), longest * CHARACTER + 2 * PADDING));
        drawn(twig).forEach(below -> measure(below, depth + 1));
        if (drawn(twig).size() < twig.below().size()) {
            measure(rest(twig), depth + 1);
        }
    }

    private static Twig rest(Twig twig) {
        int answers = twig.below().size() - drawn(twig).size();
        int rules = twig.ruleCount()
                - drawn(twig).stream().mapToInt(Twig::ruleCount).sum();
        String told = "… %d more answers, %d rules".formatted(answers, rules);
        return new Twig(told, twig.number(), "", List.of(), List.of(), false);
    }

    private static String head(Twig twig) {
        return "#" + twig.number() + " " + twig.title();
    }

    private int left(int depth) {
        return MARGIN
                + widths.subList(0, depth).stream()
                        .mapToInt(width -> width + GAP)
                        .sum();
    }

    /// @return the middle of the box, from the top
    private int draw(Twig twig, int depth) {
        int first = nextRow;
        var middles = new ArrayList<Integer>();
        List<Twig> drawn = drawn(twig);
        for (Twig below : drawn) {
            middles.add(draw(below, depth + 1));
        }
        if (drawn.size() < twig.below().size()) {
            middles.add(rest(rest(twig), depth + 1));
        }
        int rows = (twig.answer().isEmpty() ? 0 : 1) + 1 + twig.rules().size();
        nextRow = Math.max(nextRow, first + rows) + (twig.below().isEmpty() ? 1 : 0);
        int middle = middles.isEmpty()
                ? MARGIN + first * ROW + rows * ROW / 2
                : (middles.getFirst() + middles.getLast()) / 2;
        box(twig, depth, middle - rows * ROW / 2, rows);
        for (int i = 0; i < middles.size(); i++) {
            line(depth, middle, middles.get(i), i < drawn.size() && drawn.get(i).onPath());
        }
        return middle;
    }

    private int rest(Twig rest, int depth) {
        int top = MARGIN + nextRow * ROW;
        text("answer", left(depth), top + ROW - 8, rest.answer());
        nextRow += 2;
        return top + ROW / 2;
    }

    private void box(Twig twig, int depth, int top, int rows) {
        int x = left(depth);
        int width = widths.get(depth);
        boxes.append("<g class=\"%s\" data-node=\"%d\">\n".formatted(twig.onPath() ? "way" : "", twig.number()));
        boxes.append("<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>\n"
                .formatted(x, top, width, rows * ROW));
        int y = top;
        if (!twig.answer().isEmpty()) {
            text("answer", x, y + ROW - 8, twig.answer());
            y += ROW;
        }
        text("", x, y + ROW - 8, head(twig));
        for (Twig.RuleLine rule : twig.rules()) {
            y += ROW;
            boxes.append("<rect class=\"%s%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>\n"
                    .formatted(
                            rule.effect().split(" ", 2)[0],
                            rule.found() ? " found" : "",
                            x + 3,
                            y + 1,
                            width - 6,
                            ROW - 3));
            text("", x, y + ROW - 8, rule.text());
        }
        boxes.append("</g>\n");
    }

    private void text(String kind, int x, int y, String text) {
        boxes.append("<text class=\"%s\" x=\"%d\" y=\"%d\"><title>%s</title>%s</text>\n"
                .formatted(kind, x + PADDING, y, Markup.html(text), Markup.html(cut(text))));
    }

    private void line(int depth, int from, int to, boolean way) {
        int start = left(depth) + widths.get(depth);
        int end = left(depth + 1);
        int bend = (start + end) / 2;
        lines.append("<path class=\"line%s\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n"
                .formatted(way ? " way" : "", start, from, bend, from, bend, to, end, to));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
    }
}
