// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import policy.compiler.condition.Visible;
import policy.dsl.source.Span;
import policy.runtime.decision.Rule;
import policy.tests.Quotation;
import policy.tests.coverage.Coverage;
import policy.tests.coverage.RuleCoverage;

/// Something no test shows.
///
/// @param at the rule's name, or one of its conditions
/// @param what such as `never applies`
record Gap(Span at, Rule rule, String what) {

    /// By place. Of a rule that no request reaches its conditions are not told one by one.
    static List<Gap> of(Coverage coverage) {
        var gaps = new ArrayList<Gap>();
        for (RuleCoverage rule : coverage.rules()) {
            Rule cited = rule.rule().rule().rule();
            rule.missing().ifPresent(what -> gaps.add(new Gap(rule.rule().rule().span(), cited, what)));
            if (rule.tally().asked() > 0) {
                rule.parts()
                        .forEach(part -> part.missing()
                                .ifPresent(what ->
                                        gaps.add(new Gap(part.span(), cited, Quotation.of(part.span()) + " " + what))));
            }
        }
        gaps.sort(Comparator.comparing((Gap gap) -> gap.at().source().name())
                .thenComparingInt(gap -> gap.at().start()));
        return gaps;
    }

    /// `file:line`.
    String place() {
        return Visible.text(at.source().name()) + ":" + at.line();
    }
}
