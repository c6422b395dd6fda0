// SPDX-License-Identifier: Apache-2.0
package policy.runtime.evaluate;

import java.util.List;
import java.util.Optional;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Decision.Permit;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;
import policy.runtime.request.AccessRequest;

/// The only place that permits. A grant is an input here, never a way around; a failure inside denies.
public final class PolicyDecisionPoint {

    private static final System.Logger LOG = System.getLogger(PolicyDecisionPoint.class.getName());

    /// Decides a request under one policy set.
    ///
    /// @param grant consent already given and used up for this very request
    /// @return never throws: a defect in evaluation is logged and denies
    public Decision decide(CompiledPolicySet policies, AccessRequest request, Optional<Grant> grant) {
        try {
            Decision decision = policies.decide(request);
            return decision instanceof NeedsApproval asking && grant.isPresent()
                    ? apply(grant.get(), asking)
                    : decision;
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.log(System.Logger.Level.ERROR, "evaluation failed, the request is denied", defect);
            return new Decision.Deny(
                    new Basis(policies.revision(), List.of(), List.of(), List.of()),
                    Reason.of(DenialCode.G504, "The policy could not be evaluated."));
        }
    }

    private static Decision apply(Grant grant, NeedsApproval asking) {
        var open = asking.asks().stream().filter(ask -> !grant.covers(ask)).toList();
        return open.isEmpty()
                ? new Permit(asking.basis(), asking.obligations())
                : new NeedsApproval(asking.basis(), open, asking.obligations());
    }
}
