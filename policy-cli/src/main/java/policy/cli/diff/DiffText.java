// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.cli.report.Paint;
import policy.compiler.changes.Change;
import policy.compiler.changes.Detail;
import policy.compiler.changes.Entries;
import policy.compiler.changes.Risk;
import policy.compiler.condition.Visible;
import policy.compiler.condition.Wording;

/// A difference for a terminal.
public final class DiffText {

    private final Told told;
    private final Meant meant;
    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private DiffText(Told told, Meant meant, Paint paint) {
        this.told = told;
        this.meant = meant;
        this.paint = paint;
    }

    public static String of(Told told, Meant meant, Paint paint) {
        var text = new DiffText(told, meant, paint);
        text.head();
        for (Risk risk : Risk.values()) {
            text.group(risk);
        }
        text.restyled();
        return text.out.toString();
    }

    private void head() {
        line("", told.before().label() + "  ->  " + told.after().label());
        told.warnings().forEach(warning -> line("", paint.yellow(Visible.text(warning))));
        out.append('\n').append(MeantText.of(told, meant, paint)).append('\n');
        if (told.difference().isEmpty()) {
            line("", "nothing that is declared has changed");
            return;
        }
        var counts = new ArrayList<String>();
        for (Risk risk : Risk.values()) {
            int count = told.difference().of(risk).size();
            if (count > 0) {
                counts.add(painted(risk, count + " " + verb(risk, count)));
            }
        }
        out.append(meant.isProven() ? Told.BY_TEXT + ": " : "")
                .append(String.join(", ", counts))
                .append('\n');
        line("", paint.faint(meant.isProven() ? Told.PROVEN : Told.NOT_PROVEN));
    }

    private static String verb(Risk risk, int count) {
        return switch (risk) {
            case WIDENS -> "may let more through";
            case EITHER -> "can go either way";
            case NARROWS -> "may let less through";
            case NEUTRAL -> count == 1 ? "changes no decision" : "change no decision";
        };
    }

    private String painted(Risk risk, String text) {
        return switch (risk) {
            case WIDENS -> paint.red(text);
            case EITHER -> paint.yellow(text);
            case NARROWS -> paint.green(text);
            case NEUTRAL -> text;
        };
    }

    private void group(Risk risk) {
        List<Change> changes = told.difference().of(risk);
        if (changes.isEmpty()) {
            return;
        }
        line("\n", painted(risk, paint.strong(Told.heading(risk, meant.isProven()))));
        changes.forEach(this::change);
    }

    private void change(Change change) {
        String sign = switch (change.what()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
            case MOVED -> ">";
        };
        String was = change.isElsewhere() ? told.oldPlace(change).orElseThrow() + " -> " : "";
        String where = paint.faint(Visible.text(was + told.place(change)));
        line("  " + sign + " ", paint.strong(Visible.text(Told.name(change))) + "  " + where);
        switch (change.what()) {
            case ADDED -> Told.lines(change.item()).forEach(text -> added("      ", text));
            case REMOVED -> Told.lines(change.item()).forEach(text -> removed("      ", text));
            case CHANGED -> change.details().forEach(this::detail);
            case MOVED -> {}
        }
        if (!change.users().isEmpty()) {
            line("      ", "used by " + Visible.text(String.join(", ", change.users())));
        }
    }

    private void detail(Detail detail) {
        Optional<String> before = detail.before();
        Optional<String> after = detail.after();
        Entries entries = detail.entries();
        boolean listed = !entries.isEmpty() && before.isPresent() && before.equals(after);
        String what = detail.what() + "  ";
        if (listed) {
            line("      ", what + Visible.text(after.get()));
        } else {
            before.ifPresent(text -> removed("      ", what + text));
            after.ifPresent(text -> added("      ", what + text));
        }
        if (!entries.removed().isEmpty()) {
            removed("          ", Wording.list(entries.removed().stream()));
        }
        if (!entries.added().isEmpty()) {
            added("          ", Wording.list(entries.added().stream()));
        }
    }

    private void added(String indent, String text) {
        line(indent, paint.green("+ " + Visible.text(text)));
    }

    private void removed(String indent, String text) {
        line(indent, paint.red("- " + Visible.text(text)));
    }

    private void restyled() {
        if (!told.restyled().isEmpty()) {
            line("\n", "Only layout, order and comments: " + Visible.text(String.join(", ", told.restyled())));
        }
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }
}
