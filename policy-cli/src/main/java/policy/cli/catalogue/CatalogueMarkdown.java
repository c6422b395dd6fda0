// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.util.List;
import java.util.stream.Collectors;
import policy.cli.catalogue.Catalogue.Entry;
import policy.cli.catalogue.Catalogue.Group;
import policy.cli.catalogue.Catalogue.Named;
import policy.cli.catalogue.Catalogue.Section;
import policy.cli.report.Markup;
import policy.compiler.outline.Item;

/// A catalogue as one Markdown page.
public final class CatalogueMarkdown {

    private final StringBuilder out = new StringBuilder();

    private CatalogueMarkdown() {}

    public static String of(Catalogue catalogue) {
        var page = new CatalogueMarkdown();
        page.out.append("# ").append(Markup.markdown(catalogue.title())).append("\n\n");
        page.out.append("Revision ").append(Markup.code(catalogue.revision())).append(".\n");
        page.overview(catalogue);
        catalogue.policies().forEach(page::section);
        return page.out.toString();
    }

    private void overview(Catalogue catalogue) {
        out.append("\n| policy | ")
                .append(String.join(" | ", Catalogue.STANDINGS))
                .append(" |\n|---|");
        out.append("---|".repeat(Catalogue.STANDINGS.size())).append('\n');
        for (Section section : catalogue.policies()) {
            out.append("| ").append(Markup.markdown(section.policy()));
            Catalogue.STANDINGS.forEach(standing -> out.append(" | ").append(section.count(standing)));
            out.append(" |\n");
        }
    }

    private void section(Section section) {
        out.append("\n## ").append(Markup.markdown(section.policy())).append('\n');
        section.groups().forEach(this::group);
        names(section.names());
    }

    private void group(Group group) {
        out.append("\n### ").append(Markup.markdown("on " + group.protocol())).append('\n');
        group.rules().forEach(this::rule);
    }

    private void rule(Entry entry) {
        out.append("\n#### %s%s %s\n"
                .formatted(
                        entry.rule().observe() ? "observe " : "",
                        entry.effect(),
                        Markup.markdown(entry.item().name())));
        Prose.paragraphs(entry.item().doc())
                .forEach(paragraph ->
                        out.append('\n').append(Markup.markdownProse(paragraph)).append('\n'));
        conditions(entry);
        out.append('\n');
        Prose.because(entry.rule()).ifPresent(text -> line("Says", Markup.markdown(text)));
        Prose.help(entry.rule()).ifPresent(text -> line("Help", link(text)));
        Prose.demands(entry.rule()).forEach(demand -> line(demand.what(), Markup.code(demand.text())));
        line("Tests", tests(entry));
        line("Written in", Markup.code(Prose.place(entry.item())));
    }

    private void conditions(Entry entry) {
        List<String> whens = Prose.whens(entry.rule());
        List<String> unlesses = Prose.unlesses(entry.rule());
        out.append('\n').append(Prose.does(entry.rule(), whens.isEmpty()));
        out.append(whens.isEmpty() ? "" : whens.size() == 1 ? " when" : " when all of these hold");
        out.append(whens.isEmpty() && unlesses.isEmpty() ? ".\n" : whens.isEmpty() ? "" : ":\n\n");
        whens.forEach(this::item);
        if (!unlesses.isEmpty()) {
            out.append(whens.isEmpty() ? ", unless" : "\nunless")
                    .append(unlesses.size() == 1 ? ":\n\n" : " one of these holds:\n\n");
            unlesses.forEach(this::item);
        }
    }

    private void item(String condition) {
        out.append("- ").append(Markup.code(condition)).append('\n');
    }

    private void line(String what, String text) {
        out.append("- **").append(what).append(":** ").append(text).append('\n');
    }

    /// An address in angle brackets is read as it stands.
    private static String link(String text) {
        return Prose.isPage(text) ? "<" + text + ">" : Markup.markdown(text);
    }

    private static String tests(Entry entry) {
        return entry.tests().isEmpty()
                ? "none shows this rule"
                : entry.tests().stream()
                        .map(title -> "“" + Markup.markdown(title) + "”")
                        .collect(Collectors.joining(", "));
    }

    private void names(List<Named> names) {
        if (names.isEmpty()) {
            return;
        }
        out.append("\n### names\n\n| | name | is | |\n|---|---|---|---|\n");
        for (Named named : names) {
            Item item = named.item();
            String entries = named.entries().isEmpty() ? "" : ": " + Markup.markdown(Prose.entries(named.entries()));
            out.append("| %s | %s | %s%s | %s |\n"
                    .formatted(
                            item.kind().word(),
                            Markup.codeInTable(Prose.name(item)),
                            Markup.codeInTable(Prose.value(item)),
                            entries,
                            Markup.markdownProse(String.join(" ", Prose.paragraphs(item.doc())))));
        }
    }
}
