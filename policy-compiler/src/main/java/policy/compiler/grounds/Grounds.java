// SPDX-License-Identifier: Apache-2.0
package policy.compiler.grounds;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;

/// Why a request is decided as it is.
///
/// @param deciding the rules that made the decision; none if it is denied because no rule allows it
/// @param near of the rules that would have made another decision those with the fewest conditions that fail, those
/// with
///     the most that hold first
/// @param others how many more are as near as the last of these
public record Grounds(List<RuleGrounds> deciding, List<RuleGrounds> near, int others) {

    /// How many rules that nearly applied are told.
    public static final int MOST_NEAR = 5;

    public Grounds {
        deciding = List.copyOf(deciding);
        near = List.copyOf(near);
    }

    /// @param rules of the policy set that decided
    public static Grounds of(List<TypedRule> rules, AccessRequest request, Decision decision) {
        List<TypedRule> asked = rules.stream()
                .filter(rule ->
                        !rule.observe() && rule.appliesTo(request.schema().protocol()))
                .toList();
        List<RuleGrounds> close = close(asked, request, stronger(decision));
        return new Grounds(
                deciding(asked, request, decision),
                close.stream().limit(MOST_NEAR).toList(),
                Math.max(0, close.size() - MOST_NEAR));
    }

    private static List<RuleGrounds> deciding(List<TypedRule> asked, AccessRequest request, Decision decision) {
        Set<String> cited = decision.basis().rules().stream().map(Rule::id).collect(Collectors.toSet());
        return asked.stream()
                .filter(rule -> cited.contains(rule.rule().id()))
                .map(rule -> RuleGrounds.of(rule, request))
                .filter(grounds -> decides(grounds, decision))
                .toList();
    }

    private static boolean decides(RuleGrounds grounds, Decision decision) {
        Effect effect = grounds.rule().effect();
        boolean certain = grounds.truth() == Truth.TRUE;
        return switch (decision) {
            case Decision.Permit _ -> certain && effect == Effect.ALLOW;
            case Decision.NeedsApproval _ -> certain && effect == Effect.APPROVE;
            case Decision.Deny deny ->
                deny.reason().code() == DenialCode.G101
                        ? certain && effect == Effect.DENY
                        : !certain && (effect == Effect.DENY || effect == Effect.APPROVE);
        };
    }

    /// The effects that would have changed the decision had one more rule applied.
    private static Set<Effect> stronger(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> EnumSet.of(Effect.DENY, Effect.APPROVE);
            case Decision.NeedsApproval _ -> EnumSet.of(Effect.DENY);
            case Decision.Deny deny ->
                deny.reason().code() == DenialCode.G102
                        ? EnumSet.of(Effect.ALLOW, Effect.APPROVE)
                        : EnumSet.noneOf(Effect.class);
        };
    }

    private static List<RuleGrounds> close(List<TypedRule> asked, AccessRequest request, Set<Effect> effects) {
        List<RuleGrounds> failed = asked.stream()
                .filter(rule -> effects.contains(rule.rule().effect()))
                .filter(rule -> Kleene.truth(rule.condition(), request) != Truth.TRUE)
                .map(rule -> RuleGrounds.of(rule, request))
                .toList();
        long fewest = failed.stream().mapToLong(RuleGrounds::failed).min().orElse(0);
        return failed.stream()
                .filter(grounds -> grounds.failed() == fewest)
                .sorted(Comparator.comparingInt(grounds -> -grounds.parts().size()))
                .toList();
    }
}
