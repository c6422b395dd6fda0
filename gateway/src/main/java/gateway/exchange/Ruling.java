// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import java.util.Optional;
import java.util.Set;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Grant;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;

/// A decision together with all it was made from.
///
/// @param read the attributes some rule reads for such requests; records keep these and no others
/// @param grant the consent that was an input to the decision
public record Ruling(AccessRequest request, Set<Attribute> read, Optional<Grant> grant, Decision decision) {
    public Ruling {
        read = Set.copyOf(read);
    }
}
