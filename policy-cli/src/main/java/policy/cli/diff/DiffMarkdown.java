// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import policy.cli.report.Markup;
import policy.compiler.changes.Change;
import policy.compiler.changes.Detail;
import policy.compiler.changes.Risk;
import policy.compiler.condition.Visible;
import policy.compiler.condition.Wording;

/// A difference as Markdown, for the comment of a pull request. Each change is a block of `diff`, which web sites of
/// git
/// colour.
public final class DiffMarkdown {

    /// A comment has a limit, and nobody reads on.
    private static final int MOST_CHANGES = 200;

    private final Told told;
    private final Meant meant;
    private final StringBuilder out = new StringBuilder();
    private int left = MOST_CHANGES;

    private DiffMarkdown(Told told, Meant meant) {
        this.told = told;
        this.meant = meant;
    }

    public static String of(Told told, Meant meant) {
        var markdown = new DiffMarkdown(told, meant);
        markdown.head();
        for (Risk risk : Risk.values()) {
            markdown.group(risk);
        }
        markdown.foot();
        return markdown.out.toString();
    }

    private void head() {
        out.append("### Policies: ")
                .append(Markup.code(told.before().label()))
                .append(" → ")
                .append(Markup.code(told.after().label()))
                .append("\n\n");
        told.warnings()
                .forEach(warning -> out.append("**Mind:** ")
                        .append(Markup.markdown(warning))
                        .append(".\n\n"));
        out.append(MeantMarkdown.of(told, meant)).append("\n#### What is declared\n\n");
        if (told.difference().isEmpty()) {
            out.append("Nothing that is declared has changed.\n");
            return;
        }
        var counts = new ArrayList<String>();
        for (Risk risk : Risk.values()) {
            int count = told.difference().of(risk).size();
            if (count > 0) {
                counts.add(count + " × " + Told.heading(risk).toLowerCase(Locale.ROOT));
            }
        }
        out.append(String.join(" · ", counts))
                .append("\n\n_")
                .append(meant.isProven() ? Told.PROVEN : Told.NOT_PROVEN)
                .append("_\n");
    }

    private void group(Risk risk) {
        List<Change> changes = told.difference().of(risk);
        if (changes.isEmpty()) {
            return;
        }
        // What changes no decision is there for who wants to see it.
        boolean folded = risk == Risk.NEUTRAL;
        String heading = Told.heading(risk, meant.isProven()) + " (" + changes.size() + ")";
        out.append(folded ? "\n<details><summary>" + heading + "</summary>\n" : "\n#### " + heading + "\n");
        for (Change change : changes) {
            if (left-- > 0) {
                change(change);
            }
        }
        out.append(folded ? "\n</details>\n" : "");
    }

    private void change(Change change) {
        String word = switch (change.what()) {
            case ADDED -> "new";
            case REMOVED -> "gone";
            case CHANGED -> "changed";
            case MOVED -> "moved";
        };
        String was = change.isElsewhere() ? Markup.code(told.oldPlace(change).orElseThrow()) + " → " : "";
        out.append("\n**%s** %s, %s%s\n"
                .formatted(word, Markup.code(Told.name(change)), was, Markup.code(told.place(change))));
        var lines = new ArrayList<String>();
        switch (change.what()) {
            case ADDED -> Told.lines(change.item()).forEach(text -> lines.add("+ " + text));
            case REMOVED -> Told.lines(change.item()).forEach(text -> lines.add("- " + text));
            case CHANGED -> change.details().forEach(detail -> detail(detail, lines));
            case MOVED -> {}
        }
        block(lines);
        if (!change.users().isEmpty()) {
            out.append("\nUsed by ")
                    .append(String.join(
                            ", ", change.users().stream().map(Markup::code).toList()))
                    .append(".\n");
        }
    }

    private static void detail(Detail detail, List<String> lines) {
        boolean same = detail.before().equals(detail.after());
        detail.before().ifPresent(text -> lines.add((same ? "  " : "- ") + detail.what() + " " + text));
        detail.after().filter(_ -> !same).ifPresent(text -> lines.add("+ " + detail.what() + " " + text));
        if (!detail.entries().removed().isEmpty()) {
            lines.add("-     " + Wording.list(detail.entries().removed().stream()));
        }
        if (!detail.entries().added().isEmpty()) {
            lines.add("+     " + Wording.list(detail.entries().added().stream()));
        }
    }

    private void block(List<String> lines) {
        if (!lines.isEmpty()) {
            String text = String.join("\n", lines.stream().map(Visible::text).toList());
            out.append('\n').append(Markup.block("diff", text));
        }
    }

    private void foot() {
        if (left < 0) {
            out.append("\n_%d more are not shown._\n".formatted(-left));
        }
        if (!told.restyled().isEmpty()) {
            out.append("\nOnly layout, order and comments: ")
                    .append(String.join(
                            ", ", told.restyled().stream().map(Markup::code).toList()))
                    .append(".\n");
        }
    }
}
