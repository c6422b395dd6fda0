// SPDX-License-Identifier: Apache-2.0
package policy.cli.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import policy.cli.report.Markup;

/// Decision trees as a page that needs nothing but itself: everything in them, folded, with a field to search in. What
/// a
/// request came by stands open.
public final class TreePage {

    private final StringBuilder out = new StringBuilder();

    private TreePage() {}

    /// @param trees by protocol
    public static String of(String title, Map<String, Twig> trees) {
        var page = new TreePage();
        trees.forEach((protocol, root) -> {
            page.out.append("<section><h2>on %s</h2>\n".formatted(Markup.html(protocol)));
            page.twig(root);
            page.out.append("</section>\n");
        });
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy"
             content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>%1$s</title>
            <style>
            %2$s</style>
            </head>
            <body>
            <header><h1>%1$s</h1>
            <input type="search" id="search" placeholder="Search rules and questions" aria-label="Search">
            <output id="hits"></output></header>
            <main>
            %3$s</main>
            <script>
            %4$s</script>
            </body>
            </html>
            """.formatted(Markup.html(title), resource("graph.css"), page.out, resource("graph.js"));
    }

    private static String resource(String name) {
        try (InputStream in = TreePage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void twig(Twig twig) {
        String head =
                (twig.answer().isEmpty() ? "" : "<span class=\"answer\">" + Markup.html(twig.answer()) + "</span> ")
                        + Markup.html(twig.title()) + " <small>#" + twig.number() + "</small>";
        String way = twig.onPath() ? " class=\"way\"" : "";
        if (twig.below().isEmpty()) {
            out.append("<div%s>%s</div>\n".formatted(way, head));
            twig.rules().forEach(this::rule);
            return;
        }
        out.append("<details%s%s><summary>%s <small>%d rules</small></summary>\n"
                .formatted(way, twig.onPath() ? " open" : "", head, twig.ruleCount()));
        twig.below().forEach(this::twig);
        out.append("</details>\n");
    }

    private void rule(Twig.RuleLine rule) {
        out.append("<p class=\"rule %s%s\"><b>%s</b> %s%s</p>\n"
                .formatted(
                        rule.effect().split(" ", 2)[0],
                        rule.found() ? " found" : "",
                        Markup.html(rule.effect()),
                        Markup.html(rule.id()),
                        rule.condition().isEmpty() ? "" : " <code>if " + Markup.html(rule.condition()) + "</code>"));
    }
}
