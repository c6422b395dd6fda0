// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import policy.cli.report.Warnings;
import policy.compiler.condition.Visible;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;
import policy.runtime.decision.Rule;
import policy.tests.TestResult;
import policy.tests.TestResult.Failed;
import policy.tests.TestResult.NoRequest;
import policy.tests.TestResult.Passed;
import policy.tests.TestResult.Unmet;

/// Results as people read them: what failed with its place, expected above got, and a line that counts.
public final class TextReport {

    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String STRONG = "1";

    private final PrintWriter out;
    private final boolean colour;

    public TextReport(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /// What is wrong with the policies themselves; of warnings only how many there are.
    public void problems(TestRun run) {
        if (run.compiles()) {
            Warnings.line(run.compilation(), run.path()).ifPresent(out::println);
        } else {
            out.println(new TextRenderer(colour, run::shown)
                    .render(run.compilation().diagnostics()));
        }
    }

    /// @param verbose whether tests that pass are told, too
    public void results(TestRun run, boolean verbose) {
        for (TestResult result : run.results()) {
            switch (result) {
                case Passed passed -> {
                    if (verbose) {
                        out.println(paint(GREEN, "ok    ") + "  " + name(passed));
                    }
                }
                case Failed failed -> failure(run, failed);
            }
        }
        int failed = run.failures().size();
        String counts = "%d passed, %d failed".formatted(run.passed(), failed);
        out.println("%s: %s%s"
                .formatted(
                        run.path(),
                        paint(failed == 0 ? GREEN : RED, counts),
                        run.leftOut() == 0 ? "" : ", %d left out".formatted(run.leftOut())));
    }

    private void failure(TestRun run, Failed failed) {
        out.println(paint(RED, "FAILED") + "  " + paint(STRONG, name(failed)));
        switch (failed.cause()) {
            case NoRequest(String reason, Optional<Diagnostic> mistake) ->
                out.print(mistake.map(new TextRenderer(colour, run::shown)::render)
                        .orElseGet(() -> at(run, failed) + "  the sample is no request: " + Visible.text(reason)));
            case Unmet(String expected, String got, List<Rule> rules) -> {
                out.print(at(run, failed));
                out.println(paint(GREEN, "  - expected  " + Visible.text(expected)));
                out.println(paint(RED, "  + got       " + Visible.text(got)));
                if (rules.isEmpty()) {
                    out.println("    no rule applies");
                }
                rules.forEach(rule -> out.println("    applies   %s %s (%s)"
                        .formatted(
                                rule.effect().word(), Visible.text(rule.id()), Visible.text(run.shown(rule.place())))));
            }
        }
        out.println();
    }

    private static String at(TestRun run, Failed failed) {
        return "  at " + Visible.text(run.shown(failed.place())) + System.lineSeparator();
    }

    private static String name(TestResult result) {
        return Visible.text(TestFilter.nameOf(result.test()));
    }

    private String paint(String ansi, String text) {
        return colour ? "\u001b[" + ansi + "m" + text + "\u001b[0m" : text;
    }
}
