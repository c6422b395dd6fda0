// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import policy.cli.test.Marks.Mark;
import policy.cli.test.Marks.Shade;
import policy.dsl.source.Source;
import policy.tests.coverage.Coverage;
import policy.tests.coverage.RuleCoverage;

/// Coverage as pages for a browser: an index with a bar for each file, and each file with its lines coloured.
public final class CoveragePages {

    private static final String LEGEND = """
        <p class="legend"><mark class="good">shown both ways</mark><mark class="some">shown one way</mark>\
        <mark class="bad">never shown</mark>Hover over a mark for the numbers.</p>
        """;

    private final Path directory;
    private final StringBuilder index = new StringBuilder("<h1>Coverage</h1>\n");

    private CoveragePages(Path directory) {
        this.directory = directory;
    }

    /// Writes `index.html` and the pages it leads to. Other files in the directory stay as they are.
    ///
    /// @param runs those without coverage are left out
    public static void write(Path directory, List<TestRun> runs) throws IOException {
        Files.createDirectories(directory);
        var pages = new CoveragePages(directory);
        for (int i = 0; i < runs.size(); i++) {
            TestRun run = runs.get(i);
            if (run.coverage().isPresent()) {
                pages.add(i + 1, run, run.coverage().get());
            }
        }
        Files.writeString(directory.resolve("index.html"), Html.page("Coverage", pages.index.toString()));
    }

    private void add(int number, TestRun run, Coverage coverage) throws IOException {
        index.append("<h2>").append(Html.text(run.path().toString())).append("</h2>\n<table>\n");
        index.append("<tr><th>file</th><th>rules</th><th>conditions</th></tr>\n");
        List<Source> sources = run.sources().sources();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            Coverage its = in(source, coverage);
            String page = number + "-" + (i + 1) + "-" + source.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".html";
            row("<a href=\"" + page + "\">" + Html.text(run.shown(source.name())) + "</a>", its);
            Files.writeString(directory.resolve(page), page(source, run.shown(source.name()), its, coverage));
        }
        if (sources.size() > 1) {
            row("all", coverage);
        }
        index.append("</table>\n");
    }

    private void row(String name, Coverage coverage) {
        index.append("<tr><td>").append(name).append("</td>\n");
        index.append(Html.share(coverage.ruleShare())).append(Html.share(coverage.partShare()));
        index.append("</tr>\n");
    }

    private static Coverage in(Source source, Coverage coverage) {
        List<RuleCoverage> rules = coverage.rules().stream()
                .filter(rule -> rule.rule().span().source().name().equals(source.name()))
                .toList();
        return new Coverage(rules);
    }

    /// @param shown what the file is called
    /// @param its of the rules in this file
    /// @param all a condition may stand in another file than the rule that asks it
    private static String page(Source source, String shown, Coverage its, Coverage all) {
        var body = new StringBuilder("<h1>").append(Html.text(shown)).append("</h1>\n");
        body.append("<p><a href=\"index.html\">all files</a></p>\n");
        body.append("<table><tr><th>rules</th><th>conditions</th></tr><tr>\n");
        body.append(Html.share(its.ruleShare()))
                .append(Html.share(its.partShare()))
                .append("</tr></table>\n");
        gaps(source, all, body);
        body.append(LEGEND).append("<div class=\"source\">\n");
        Marks marks = Marks.of(all, source.name());
        String text = source.text();
        int start = 0;
        for (int number = 1; start < text.length(); number++) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            line(number, source, start, end, marks, body);
            start = end + 1;
        }
        return Html.page("Coverage of " + shown, body.append("</div>\n").toString());
    }

    private static void gaps(Source source, Coverage all, StringBuilder body) {
        List<Gap> gaps = Gap.of(all).stream()
                .filter(gap -> gap.at().source().name().equals(source.name()))
                .toList();
        if (gaps.isEmpty()) {
            return;
        }
        body.append("<h2>What no test shows</h2>\n<ul class=\"gaps\">\n");
        for (Gap gap : gaps) {
            body.append("<li><a href=\"#L%d\">%d</a>%s</li>\n"
                    .formatted(
                            gap.at().line(),
                            gap.at().line(),
                            Html.text(gap.rule().effect().word() + " "
                                    + gap.rule().name() + ": " + gap.what())));
        }
        body.append("</ul>\n");
    }

    private static void line(int number, Source source, int start, int end, Marks marks, StringBuilder body) {
        List<Mark> here = marks.within(start, end);
        var shades = new ArrayList<Shade>();
        here.forEach(mark -> shades.add(mark.shade()));
        String shade = shades.isEmpty() ? "" : " " + Shade.ofAll(shades);
        body.append("<div class=\"row%s\" id=\"L%d\"><span class=\"number\">%d</span><code>"
                .formatted(shade, number, number));
        int at = start;
        for (Mark mark : here) {
            int from = Math.max(at, mark.span().start());
            while (from < end && Character.isWhitespace(source.text().charAt(from))) {
                from++; // a mark of several lines does not colour their indent
            }
            int to = Math.min(end, mark.span().end());
            if (from < to) {
                body.append(Html.text(source.text().substring(at, from)));
                body.append("<mark class=\"%s\" title=\"%s\">".formatted(mark.shade(), Html.text(mark.told())));
                body.append(Html.text(source.text().substring(from, to))).append("</mark>");
                at = to;
            }
        }
        body.append(Html.text(source.text().substring(at, end))).append("</code></div>\n");
    }
}
