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
        String why = request.value(atom.slot()) instanceof Value.Undetermined(String because)
                ? " (" + Visible.text(because) + ")"
                : "";
        // The companion of a searched attribute is named after it, with a word more.
        String name = atom.attribute().name().split(" ", 2)[0];
        return "`" + name + "` could not be read" + why;
    }

    /// The ask of an `approve` rule; none for other rules.
    public static Optional<Ask> ask(TypedRule rule, AccessRequest request) {
        return rule.consequence() instanceof Consequence.Approve approve
                ? Optional.of(new Ask(
                        rule.rule(),
                        approve.quorum(),
                        approve.group(),
                        approve.within(),
                        message(rule, request).orElse("")))
                : Optional.empty();
    }

    /// The obligations of a `mask` rule; none for other rules.
    public static List<Obligation> obligations(TypedRule rule) {
        if (!(rule.consequence() instanceof Consequence.Mask(List<Consequence.Hiding> hidings))) {
            return List.of();
        }
        var obligations = new ArrayList<Obligation>();
        hidings.forEach(
                hiding -> obligations.add(new Obligation.Mask(rule.rule(), hiding.entities(), hiding.transform())));
        return obligations;
    }

    private static Optional<String> message(TypedRule rule, AccessRequest request) {
        return rule.because().map((Message because) -> because.filledFrom(request));
    }
}
