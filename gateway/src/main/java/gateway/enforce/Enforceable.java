// SPDX-License-Identifier: Apache-2.0
package gateway.enforce;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Kept;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Subject;

/// What this gateway can carry out. A decision that demands more is a denial: a budget nobody keeps, a recording nobody
/// makes or a reviewer nobody can be would otherwise be a promise that the policy makes and the gateway breaks.
public final class Enforceable {

    private Enforceable() {}

    /// The decision itself, or the denial that takes its place.
    static Decision within(Decision decision, Subject subject) {
        Optional<Reason> beyond = switch (decision) {
            case Decision.Deny _ -> Optional.empty();
            case Decision.Permit permit -> beyond(permit.obligations());
            case Decision.NeedsApproval asking ->
                Stream.concat(
                                beyond(asking.obligations()).stream(),
                                asking.asks().stream().flatMap(ask -> beyond(ask, subject).stream()))
                        .findFirst();
        };
        return beyond.<Decision>map(reason -> new Decision.Deny(decision.basis(), reason))
                .orElse(decision);
    }

    private static Optional<Reason> beyond(List<Obligation> obligations) {
        return obligations.stream()
                .filter(obligation -> !isCarriedOut(obligation))
                .findFirst()
                .map(obligation -> reason(obligation.rule(), "`" + obligation.written() + "`"));
    }

    private static boolean isCarriedOut(Obligation obligation) {
        return switch (obligation) {
            case Obligation.Mask(var _, Hidden hidden, Transform transform) -> isCarriedOut(hidden, transform);
            case Obligation.Limit _ -> false;
            case Obligation.Keep(var _, Kept kept, var _) -> isCarriedOut(kept);
        };
    }

    public static boolean isCarriedOut(Hidden hidden, Transform transform) {
        return hidden instanceof Hidden.Entities && !(transform instanceof Transform.Tokenise);
    }

    public static boolean isCarriedOut(Kept kept) {
        return kept == Kept.DECISION;
    }

    private static Optional<Reason> beyond(Ask ask, Subject subject) {
        Optional<String> beyond = beyond(ask.terms());
        if (beyond.isPresent()) {
            return Optional.of(reason(ask.rule(), beyond.get()));
        }
        boolean nobody =
                ask.reviewers() instanceof Reviewers.Owner && subject.owner().isEmpty();
        return nobody
                ? Optional.of(Reason.of(
                        DenialCode.G115,
                        "Rule `%s` asks the caller's owner, and %s acts for nobody."
                                .formatted(ask.rule().id(), subject.name())))
                : Optional.empty();
    }

    /// What of the terms of an approval cannot be done, in the words of the language.
    public static Optional<String> beyond(ApprovalTerms terms) {
        return terms.channel() == Assurance.WEBAUTHN
                ? Optional.of("`channel at least " + terms.channel().word() + "`")
                : Optional.empty();
    }

    private static Reason reason(Rule rule, String what) {
        return Reason.of(
                DenialCode.G115, "Rule `%s` demands %s, which this gateway cannot do.".formatted(rule.id(), what));
    }
}
