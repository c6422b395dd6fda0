// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import policy.cli.catalogue.Catalogue.Entry;
import policy.cli.catalogue.Catalogue.Group;
import policy.cli.catalogue.Catalogue.Named;
import policy.cli.catalogue.Catalogue.Section;
import policy.cli.report.Markup;
import policy.compiler.outline.Item;

/// A catalogue as one page for a browser. It needs nothing but itself; the style and script in it are known by their
/// hashes, and without the script all is there but the search.
public final class CataloguePage {

    private final Catalogue catalogue;
    private final StringBuilder out = new StringBuilder();

    private CataloguePage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public static String of(Catalogue catalogue) {
        var page = new CataloguePage(catalogue);
        page.contents();
        page.out.append("<main id=\"main\">\n");
        for (Section section : catalogue.policies()) {
            page.section(section);
        }
        page.out.append("<p id=\"none\" hidden>No rule holds all these words.</p>\n</main>\n");
        String style = resource("catalogue.css");
        String script = resource("catalogue.js");
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; \
            script-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            %s<script>%s</script>
            </body>
            </html>
            """.formatted(hash(style), hash(script), Markup.html(catalogue.title()), style, page.out, script);
    }

    private void contents() {
        out.append("""
            <a class="skip" href="#main">To the rules</a>
            <header>
            <h1>%s</h1>
            <p class="faint">%s in %s, revision <code>%s</code></p>
            """.formatted(
                        Markup.html(catalogue.title()),
                        count(catalogue.rules(), "rule", "rules"),
                        count(catalogue.policies().size(), "policy", "policies"),
                        Markup.html(catalogue.revision())));
        out.append("<p id=\"standings\">\n");
        for (String standing : Catalogue.STANDINGS) {
            long count = catalogue.count(standing);
            if (count > 0) {
                out.append(
                        "<button type=\"button\" class=\"%s\" disabled aria-pressed=\"false\" value=\"%s\">%s <b>%d</b></button>\n"
                                .formatted(standing, standing, standing, count));
            }
        }
        out.append("""
            </p>
            <p id="search" hidden><label for="words">Search</label>
            <input id="words" type="search" autocomplete="off" spellcheck="false" \
            placeholder="Search rules, conditions, texts, tests">
            <output id="count" for="words"></output></p>
            </header>
            <nav aria-label="Policies"><ul>
            """);
        for (Section section : catalogue.policies()) {
            out.append("<li><a href=\"#%s\">%s</a>\n<ul>\n"
                    .formatted(id(section.policy()), Markup.html(section.policy())));
            for (Group group : section.groups()) {
                out.append("<li><a href=\"#%s\">%s</a> <span class=\"faint\">%d</span></li>\n"
                        .formatted(
                                id(section, group),
                                Markup.html(group.protocol()),
                                group.rules().size()));
            }
            out.append("</ul></li>\n");
        }
        out.append("</ul></nav>\n");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String id(String policy) {
        return "policy-" + Markup.html(policy);
    }

    private static String id(Section section, Group group) {
        return id(section.policy()) + "-" + Markup.html(group.protocol());
    }

    private static String id(Item item) {
        return Markup.html(item.id());
    }

    private void section(Section section) {
        out.append("<section id=\"%s\">\n<h2>%s</h2>\n".formatted(id(section.policy()), Markup.html(section.policy())));
        for (Group group : section.groups()) {
            out.append("<section id=\"%s\">\n<h3>on %s <small>%s</small></h3>\n"
                    .formatted(id(section, group), Markup.html(group.protocol()), standings(group)));
            group.rules().forEach(entry -> rule(entry, section));
            out.append("</section>\n");
        }
        names(section);
        out.append("</section>\n");
    }

    private static String standings(Group group) {
        return Catalogue.STANDINGS.stream()
                .filter(standing -> group.count(standing) > 0)
                .map(standing -> group.count(standing) + " " + standing)
                .collect(Collectors.joining(", "));
    }

    private void rule(Entry entry, Section section) {
        Item item = entry.item();
        out.append("<article class=\"rule %s\" id=\"%s\">\n".formatted(entry.standing(), id(item)));
        out.append("<h4><span class=\"effect\">%s%s</span> <a href=\"#%s\">%s</a> <small>%s</small></h4>\n"
                .formatted(
                        entry.rule().observe() ? "observe " : "",
                        entry.effect(),
                        id(item),
                        Markup.html(item.name()),
                        Markup.html(Prose.place(item))));
        paragraphs(item);
        conditions(entry, section);
        out.append("<dl>\n");
        Prose.because(entry.rule()).ifPresent(text -> term("Says", "<q>" + Markup.html(text) + "</q>"));
        Prose.help(entry.rule()).ifPresent(text -> term("Help", link(text)));
        Prose.demands(entry.rule()).forEach(demand -> term(demand.what(), code(demand.text(), section)));
        tests(entry);
        out.append("</dl>\n</article>\n");
    }

    private void paragraphs(Item item) {
        Prose.paragraphs(item.doc())
                .forEach(paragraph ->
                        out.append("<p>").append(Markup.htmlProse(paragraph)).append("</p>\n"));
    }

    private void conditions(Entry entry, Section section) {
        List<String> whens = Prose.whens(entry.rule());
        List<String> unlesses = Prose.unlesses(entry.rule());
        out.append("<p class=\"does\">").append(Prose.does(entry.rule(), whens.isEmpty()));
        out.append(whens.isEmpty() ? "" : whens.size() == 1 ? " when" : " when all of these hold");
        out.append(whens.isEmpty() && unlesses.isEmpty() ? ".</p>\n" : "</p>\n");
        conditions(whens, section);
        if (!unlesses.isEmpty()) {
            out.append("<p class=\"does\">unless")
                    .append(unlesses.size() == 1 ? "</p>\n" : " one of these holds</p>\n");
            conditions(unlesses, section);
        }
    }

    private void conditions(List<String> conditions, Section section) {
        if (!conditions.isEmpty()) {
            out.append("<ul class=\"conditions\">\n");
            conditions.forEach(condition ->
                    out.append("<li>").append(code(condition, section)).append("</li>\n"));
            out.append("</ul>\n");
        }
    }

    private void tests(Entry entry) {
        if (entry.tests().isEmpty()) {
            term("Tests", "<strong class=\"lack\">No test shows this rule.</strong>");
            return;
        }
        int count = entry.tests().size();
        var list = new StringBuilder("<details><summary>")
                .append(count(count, "test shows it", "tests show it"))
                .append("</summary><ul>\n");
        entry.tests()
                .forEach(title -> list.append("<li>").append(Markup.html(title)).append("</li>\n"));
        term("Tests", list.append("</ul></details>").toString());
    }

    /// @param html escaped already
    private void term(String what, String html) {
        out.append("<dt>")
                .append(Markup.html(what))
                .append("</dt><dd>")
                .append(html)
                .append("</dd>\n");
    }

    private void names(Section section) {
        if (section.names().isEmpty()) {
            return;
        }
        out.append("<h3>names</h3>\n<dl class=\"names\">\n");
        for (Named named : section.names()) {
            Item item = named.item();
            out.append("<dt id=\"%s\">%s <code>%s</code> <small>%s</small></dt><dd>%s\n"
                    .formatted(
                            id(item),
                            item.kind().word(),
                            Markup.html(Prose.name(item)),
                            Markup.html(Prose.place(item)),
                            code(Prose.value(item), section)));
            if (!named.entries().isEmpty()) {
                out.append("<p>")
                        .append(Markup.html(Prose.entries(named.entries())))
                        .append("</p>\n");
            }
            paragraphs(item);
            out.append("</dd>\n");
        }
        out.append("</dl>\n");
    }

    private static String code(String text, Section section) {
        return "<code>" + LinkedCode.html(text, section.known()) + "</code>";
    }

    /// Only what leads to a page on the web is a link.
    private static String link(String text) {
        String html = Markup.html(text);
        return Prose.isPage(text) ? "<a rel=\"noreferrer\" href=\"" + html + "\">" + html + "</a>" : html;
    }

    private static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = CataloguePage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
