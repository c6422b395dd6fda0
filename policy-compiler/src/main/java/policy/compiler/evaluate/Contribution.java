// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Visible;
import policy.compiler.type.Consequence;
import policy.compiler.type.Message;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Ask;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;

/// What single rules contribute to a decision: words, asks, obligations.
public final class Contribution {

    private Contribution() {}

    /// A `deny` rule applies.
    public static Reason denied(TypedRule rule, AccessRequest request) {
        String message = message(rule, request)
                .orElse("Denied by the rule `" + rule.rule().id() + "`.");
        return new Reason(DenialCode.G101, message, rule.help(), Optional.of(rule.rule()));
    }

    /// No rule allows it.
    public static Reason notAllowed() {
        return Reason.of(DenialCode.G102, "No rule allows this request.");
    }

    /// A `deny` or `approve` rule cannot be told to apply or not.
    public static Reason undecidable(TypedRule rule, AccessRequest request) {
        String what = Kleene.culprit(rule.condition(), request)
                .map(atom -> unreadable(atom, request))
                .orElse("An attribute could not be read");
        String message = what + ", so the rule `" + rule.rule().id() + "` cannot be decided.";
        return new Reason(DenialCode.G103, message, rule.help(), Optional.of(rule.rule()));
    }

    private static String unreadable(Atom atom, AccessRequest request) {
        // The companion of a searched attribute is named after it, with a word more.
        String name = "`" + atom.term().shown().split(" ", 2)[0] + "`";
        return switch (atom.term().in(request)) {
            case Value.Undetermined(String because) -> name + " could not be read (" + Visible.text(because) + ")";
            case Value.Absent _ -> name + " is missing";
            case Value.Text _, Value.Int _, Value.Bool _, Value.Many _, Value.Address _, Value.Fields _ ->
                name + " is not of the kind that is asked for";
        };
    }

    /// The asks of an `approve` rule; none for other rules.
    public static List<Ask> asks(TypedRule rule, AccessRequest request) {
        if (!(rule.consequence() instanceof Consequence.Approve approve)) {
            return List.of();
        }
        String because = message(rule, request).orElse("");
        return approve.consents().stream()
                .map(consent -> new Ask(
                        rule.rule(),
                        consent.line(),
                        consent.step(),
                        consent.quorum(),
                        consent.reviewers(),
                        approve.terms(),
                        because))
                .toList();
    }

    /// What a `mask`, `limit` or `record` rule demands of a request that goes through; nothing for other rules.
    public static List<Obligation> obligations(TypedRule rule, AccessRequest request) {
        return switch (rule.consequence()) {
            case Consequence.Mask(List<Consequence.Hiding> hidings) -> {
                var obligations = new ArrayList<Obligation>(hidings.size());
                hidings.forEach(hiding ->
                        obligations.add(new Obligation.Mask(rule.rule(), hiding.hidden(), hiding.transform())));
                yield obligations;
            }
            case Consequence.Limit limit ->
                List.of(new Obligation.Limit(
                        rule.rule(), limit.amount(), limit.unit(), limit.per(), Budget.key(limit.by(), request)));
            case Consequence.Keep keep -> List.of(new Obligation.Keep(rule.rule(), keep.kept(), keep.time()));
            case Consequence.Allow _, Consequence.Deny _, Consequence.Approve _ -> List.of();
        };
    }

    private static Optional<String> message(TypedRule rule, AccessRequest request) {
        return rule.because().map((Message because) -> because.filledFrom(request));
    }
}
