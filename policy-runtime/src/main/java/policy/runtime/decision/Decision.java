// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.util.List;

/// The answer of policy to one access request.
public sealed interface Decision {

    Basis basis();

    /// The request may go through, if every obligation is carried out.
    record Permit(Basis basis, List<Obligation> obligations) implements Decision {
        public Permit {
            obligations = List.copyOf(obligations);
        }
    }

    record Deny(Basis basis, Reason reason) implements Decision {}

    /// The request may go through once every ask is granted.
    ///
    /// @param asks one for each `approve` rule that applies; all are needed
    record NeedsApproval(Basis basis, List<Ask> asks, List<Obligation> obligations) implements Decision {
        public NeedsApproval {
            asks = List.copyOf(asks);
            obligations = List.copyOf(obligations);
        }
    }
}
