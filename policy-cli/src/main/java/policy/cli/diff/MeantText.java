// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.util.List;
import policy.cli.report.Paint;
import policy.compiler.analysis.ChangeProof;
import policy.compiler.analysis.Shift;
import policy.compiler.changes.Risk;
import policy.compiler.condition.Visible;

/// What a change means for requests, for a terminal.
final class MeantText {

    private final Told told;
    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private MeantText(Told told, Paint paint) {
        this.told = told;
        this.paint = paint;
    }

    static String of(Told told, Meant meant, Paint paint) {
        var text = new MeantText(told, paint);
        meant.proof()
                .ifPresentOrElse(
                        text::proof,
                        () -> text.line(paint.yellow("Whether a request is decided otherwise is unknown: ")
                                + Visible.text(meant.because())));
        return text.out.toString();
    }

    private void proof(ChangeProof proof) {
        if (proof.isSame()) {
            line(paint.strong(Meant.SAME));
            return;
        }
        List<Shift> shown = proof.shifts().stream().limit(Meant.MOST_SHOWN).toList();
        for (Risk risk : Risk.values()) {
            List<Shift> of =
                    shown.stream().filter(shift -> shift.risk() == risk).toList();
            if (!of.isEmpty()) {
                line(painted(risk, paint.strong(Meant.heading(risk))));
                of.forEach(this::shift);
            }
        }
        if (shown.size() < proof.shifts().size()) {
            line("and %d more; --json has them all".formatted(proof.shifts().size() - shown.size()));
        }
        if (!proof.isWhole()) {
            line(Meant.NOT_WHOLE);
        }
        if (!proof.unknown().isEmpty()) {
            line(paint.yellow(paint.strong("Unknown")));
            proof.unknown().stream()
                    .limit(Meant.MOST_SHOWN)
                    .forEach(unknown -> Meant.told(unknown, told).forEach(text -> line("  " + Visible.text(text))));
            if (proof.unknown().size() > Meant.MOST_SHOWN) {
                line("  and %d more; --json has them all"
                        .formatted(proof.unknown().size() - Meant.MOST_SHOWN));
            }
            line("  " + Meant.WHAT_NEXT);
        }
    }

    private void shift(Shift shift) {
        line("  " + shift.protocol() + "  " + paint.strong(Visible.text(Meant.title(shift))));
        line("      before  " + Visible.text(Meant.before(shift, told.before())));
        line("      after   " + Visible.text(Meant.after(shift, told.after())));
        out.append('\n');
        Meant.test(shift).lines().forEach(text -> line("    " + Visible.text(text)));
        out.append('\n');
    }

    private String painted(Risk risk, String text) {
        return switch (risk) {
            case WIDENS -> paint.red(text);
            case EITHER -> paint.yellow(text);
            case NARROWS -> paint.green(text);
            case NEUTRAL -> text;
        };
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
