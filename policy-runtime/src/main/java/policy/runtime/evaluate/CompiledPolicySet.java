// SPDX-License-Identifier: Apache-2.0
package policy.runtime.evaluate;

import java.util.Set;
import policy.runtime.decision.Decision;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.revision.Revision;
import policy.runtime.trace.Explanation;

/// A policy set ready to decide. Immutable, safe for any number of threads.
public interface CompiledPolicySet {

    Revision revision();

    /// How many rules it holds.
    int size();

    /// The attributes some rule reads for requests of this schema; a classifier need not find out more.
    Set<Attribute> requires(Schema schema);

    /// Does ahead what the first requests would have to wait for.
    default void prepare() {}

    /// Total: ends in time bounded by the request's size. Knows nothing of grants.
    Decision decide(AccessRequest request);

    /// Whether a request like this could go through, at once or with consent, if what is undetermined in it were
    /// something. Never false where [#decide] would let any such request through; true where it cannot be told.
    default boolean mayPermit(AccessRequest request) {
        return true;
    }

    /// The decision and the path to it. The decision is the one [#decide] gives.
    Explanation explain(AccessRequest request);
}
