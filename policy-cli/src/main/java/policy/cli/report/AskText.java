// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import policy.compiler.condition.Quantity;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.Ask;
import policy.runtime.request.Type;

/// Whom a request is held for and on which terms, in the words of the language. What stands for itself (`grant once`,
/// any channel) is not told.
public final class AskText {

    private AskText() {}

    /// One line for each `ask` clause, and below it its terms.
    public static List<String> lines(List<Ask> asks) {
        Map<String, List<Ask>> clauses = asks.stream()
                .collect(Collectors.groupingBy(
                        ask -> ask.rule().id() + " " + ask.line(), LinkedHashMap::new, Collectors.toList()));
        var lines = new ArrayList<String>();
        clauses.values().forEach(steps -> {
            lines.add("ask " + steps(steps)
                    + (steps.getFirst().because().isEmpty()
                            ? ""
                            : ": " + steps.getFirst().because()));
            terms(steps.getFirst().terms()).forEach(term -> lines.add("  " + term));
        });
        return lines;
    }

    private static String steps(List<Ask> steps) {
        return steps.stream()
                .map(ask -> ask.quorum() + " of " + ask.reviewers().written())
                .collect(Collectors.joining(" then "));
    }

    private static List<String> terms(ApprovalTerms terms) {
        var told = new ArrayList<String>();
        told.add("within " + duration(terms.within()));
        if (terms.reasonRequired()) {
            told.add("reason required");
        }
        terms.escalation()
                .ifPresent(later -> told.add("escalate after " + duration(later.after()) + " to "
                        + later.to().written()));
        if (terms.grant() instanceof GrantScope.For(Duration time, GrantScope.Same same)) {
            told.add("grant for " + duration(time) + " of " + word(same));
        }
        if (terms.channel() != Assurance.CHAT) {
            told.add("channel at least " + terms.channel().word());
        }
        if (terms.durable()) {
            told.add("durable");
        }
        terms.breakGlass()
                .ifPresent(glass -> told.add("break_glass by " + glass.by().written() + " review by "
                        + glass.review().written() + " within " + duration(glass.within())));
        return told;
    }

    static String word(GrantScope.Same same) {
        return same.name().toLowerCase(Locale.ROOT);
    }

    private static String duration(Duration time) {
        return Quantity.shown(time.toMillis(), Type.DURATION);
    }
}
