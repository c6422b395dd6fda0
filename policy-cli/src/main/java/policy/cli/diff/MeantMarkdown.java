// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.util.List;
import policy.cli.report.Markup;
import policy.compiler.analysis.ChangeProof;
import policy.compiler.analysis.Shift;
import policy.compiler.changes.Risk;
import policy.compiler.condition.Visible;

/// What a change means for requests, for the comment of a pull request.
final class MeantMarkdown {

    private final Told told;
    private final StringBuilder out = new StringBuilder();

    private MeantMarkdown(Told told) {
        this.told = told;
    }

    static String of(Told told, Meant meant) {
        var markdown = new MeantMarkdown(told);
        meant.proof()
                .ifPresentOrElse(
                        markdown::proof,
                        () -> markdown.out
                                .append("**Whether a request is decided otherwise is unknown:** ")
                                .append(Markup.markdown(meant.because()))
                                .append(".\n"));
        return markdown.out.toString();
    }

    private void proof(ChangeProof proof) {
        if (proof.isSame()) {
            out.append("**").append(Meant.SAME).append("**\n");
            return;
        }
        List<Shift> shown = proof.shifts().stream().limit(Meant.MOST_SHOWN).toList();
        for (Risk risk : Risk.values()) {
            List<Shift> of =
                    shown.stream().filter(shift -> shift.risk() == risk).toList();
            if (!of.isEmpty()) {
                out.append("#### %s (%d)\n\n".formatted(Meant.heading(risk), of.size()));
                of.forEach(this::shift);
            }
        }
        if (shown.size() < proof.shifts().size()) {
            out.append("_and %d more._\n\n".formatted(proof.shifts().size() - shown.size()));
        }
        if (!proof.isWhole()) {
            out.append('_').append(Meant.NOT_WHOLE).append("_\n\n");
        }
        if (!proof.unknown().isEmpty()) {
            out.append("#### Unknown (%d)\n\n".formatted(proof.unknown().size()));
            proof.unknown().stream().limit(Meant.MOST_SHOWN).forEach(this::unknown);
            if (proof.unknown().size() > Meant.MOST_SHOWN) {
                out.append("- and %d more\n".formatted(proof.unknown().size() - Meant.MOST_SHOWN));
            }
        }
    }

    private void shift(Shift shift) {
        out.append("- **%s**: %s\n".formatted(Markup.markdown(shift.protocol()), Markup.markdown(Meant.title(shift))));
        out.append("  - before: ")
                .append(Markup.markdown(Meant.before(shift, told.before())))
                .append('\n');
        out.append("  - after: ")
                .append(Markup.markdown(Meant.after(shift, told.after())))
                .append('\n');
        String test =
                String.join("\n", Meant.test(shift).lines().map(Visible::text).toList());
        out.append("\n  <details><summary>a request that shows it</summary>\n\n")
                .append(Markup.block("hpol", test).indent(2))
                .append("\n  </details>\n\n");
    }

    private void unknown(ChangeProof.Unknown unknown) {
        List<String> lines = Meant.told(unknown, told);
        out.append("- ").append(Markup.markdown(lines.getFirst())).append('\n');
        lines.stream()
                .skip(1)
                .forEach(text ->
                        out.append("  - ").append(Markup.markdown(text.strip())).append('\n'));
    }
}
