// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import policy.compiler.condition.Visible;
import policy.tests.coverage.Coverage;
import policy.tests.mutation.Mutant;
import policy.tests.mutation.MutationRun;

/// What tests leave open, as people read it: by policy how much is covered, and each thing that is not with its place.
public final class CoverageText {

    private final PrintWriter out;
    private final UnaryOperator<String> shown;

    /// @param shown how people find a place
    public CoverageText(PrintWriter out, UnaryOperator<String> shown) {
        this.out = out;
        this.shown = shown;
    }

    public void coverage(Coverage coverage) {
        out.println();
        coverage.byPolicy().forEach((policy, its) -> {
            out.println("coverage of %s: rules %s, conditions %s"
                    .formatted(policy, share(its.ruleShare()), share(its.partShare())));
            List<Gap> gaps = Gap.of(its);
            List<String> places =
                    gaps.stream().map(gap -> shown.apply(gap.place())).toList();
            int width = places.stream().mapToInt(String::length).max().orElse(0);
            gaps.forEach(gap -> out.println("  %s  %s %s: %s"
                    .formatted(
                            padded(shown.apply(gap.place()), width),
                            gap.rule().effect().word(),
                            gap.rule().name(),
                            gap.what())));
        });
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String share(Coverage.Share share) {
        return "%d of %d (%d %%)".formatted(share.covered(), share.total(), share.percent());
    }

    public void mutation(MutationRun run) {
        out.println();
        String last = "";
        for (Mutant mutant : run.survivors()) {
            String place = mutant.at().source().name() + ":" + mutant.at().line();
            String rule = "survived  %s  %s %s"
                    .formatted(
                            Visible.text(shown.apply(place)),
                            mutant.of().rule().rule().effect().word(),
                            mutant.of().id());
            if (!rule.equals(last)) {
                out.println(rule);
                last = rule;
            }
            out.println("  no test notices when " + mutant.change());
        }
        out.println("%d changes to the rules, %d noticed, %d survived: score %d"
                .formatted(run.tried(), run.noticed(), run.survivors().size(), run.score()));
        if (run.tried() < run.possible()) {
            out.println(
                    "tried %d of %d possible changes, taken evenly from all".formatted(run.tried(), run.possible()));
        }
    }
}
