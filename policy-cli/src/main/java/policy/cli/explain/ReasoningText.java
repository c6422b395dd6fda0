// SPDX-License-Identifier: Apache-2.0
package policy.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import policy.cli.report.Paint;
import policy.compiler.counterfactual.Change;
import policy.compiler.counterfactual.Counterfactual;
import policy.compiler.counterfactual.Counterfactuals;
import policy.compiler.grounds.Grounds;
import policy.compiler.grounds.RuleGrounds;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;

/// A reasoning for people: the decision, its reasons, what came near, what would decide otherwise.
public final class ReasoningText {

    private final Paint paint;
    private final UnaryOperator<String> place;
    private final List<String> lines = new ArrayList<>();

    private ReasoningText(Paint paint, UnaryOperator<String> place) {
        this.paint = paint;
        this.place = place;
    }

    /// @param place how a place `file:line:column` is shown
    public static String of(Reasoning reasoning, Paint paint, UnaryOperator<String> place) {
        var text = new ReasoningText(paint, place);
        text.decision(reasoning.decision());
        text.grounds(reasoning.grounds());
        text.otherwise(reasoning.otherwise());
        return String.join("\n", text.lines);
    }

    private void decision(Decision decision) {
        String word = painted(Counterfactuals.effect(decision));
        switch (decision) {
            case Decision.Permit _ -> lines.add(word);
            case Decision.Deny deny ->
                lines.add(
                        word + " " + deny.reason().code() + ": " + deny.reason().message());
            case Decision.NeedsApproval asking ->
                lines.add(word + " by "
                        + asking.asks().stream()
                                .map(ask ->
                                        ask.quorum() + " of " + ask.reviewers().written())
                                .distinct()
                                .collect(Collectors.joining(", ")));
        }
    }

    private String painted(Effect effect) {
        return switch (effect) {
            case ALLOW -> paint.green(effect.word());
            case DENY -> paint.red(effect.word());
            case APPROVE -> paint.yellow(effect.word());
            case MASK, LIMIT, RECORD -> effect.word();
        };
    }

    private void grounds(Grounds grounds) {
        for (RuleGrounds rule : grounds.deciding()) {
            heading("because of", rule.rule());
            if (rule.parts().isEmpty()) {
                lines.add("  " + paint.faint("it always applies"));
            }
            rule.parts().forEach(this::part);
        }
        for (RuleGrounds rule : grounds.near()) {
            heading("nearly", rule.rule());
            long held = rule.parts().size() - rule.failed();
            rule.firstFailed().ifPresent(this::part);
            lines.add("  "
                    + paint.faint("%d of %d conditions hold"
                            .formatted(held, rule.parts().size())));
        }
        if (grounds.others() > 0) {
            lines.add("");
            lines.add("and " + grounds.others() + " more that are as near");
        }
    }

    private void heading(String how, Rule rule) {
        lines.add("");
        lines.add("%s %s %s %s"
                .formatted(
                        how,
                        painted(rule.effect()),
                        paint.strong(rule.id()),
                        paint.faint("(" + place.apply(rule.place()) + ")")));
    }

    private void part(RuleGrounds.Part part) {
        String answer = switch (part.truth()) {
            case TRUE -> paint.green("holds");
            case FALSE -> paint.red("fails");
            case UNDETERMINED -> paint.yellow("cannot be told");
        };
        lines.add("  " + answer + "  " + paint.code(part.text()));
        part.reads()
                .forEach(read -> lines.add("         " + read.attribute()
                        + (ChangeWording.isOfFindings(read.attribute()) ? " " : " is ") + read.value()));
    }

    private void otherwise(List<Counterfactual> all) {
        lines.add("");
        lines.add("otherwise");
        for (Counterfactual one : all) {
            String word = painted(one.decision());
            switch (one) {
                case Counterfactual.Found(var _, List<List<Change>> changes, boolean smallest) -> {
                    changes.forEach(change -> lines.add("  " + word + " if " + ChangeWording.of(change)));
                    if (!smallest) {
                        lines.add("  "
                                + paint.faint("less may be enough: rules compare with more values than were tried"));
                    }
                }
                case Counterfactual.Nothing _ ->
                    lines.add("  " + word + ": no value that rules compare with makes it so");
                case Counterfactual.Unknown(var _, int attributes) ->
                    lines.add("  %s: not found within %d changed requests%s"
                            .formatted(
                                    word,
                                    Counterfactuals.MOST_DECIDED,
                                    attributes == 0
                                            ? ""
                                            : "; no change of up to " + attributes + " attributes makes it so"));
            }
        }
    }
}
