// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.List;
import java.util.Set;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.revision.Revision;
import policy.runtime.trace.Explanation;

/// A policy set that decides by the meaning of its rules.
record Interpreted(Revision revision, List<TypedRule> rules) implements CompiledPolicySet {

    @Override
    public int size() {
        return rules.size();
    }

    @Override
    public Set<Attribute> requires(Schema schema) {
        return Set.copyOf(schema.attributes());
    }

    @Override
    public Decision decide(AccessRequest request) {
        return new Interpreter(revision, rules).decide(request);
    }

    @Override
    public Explanation explain(AccessRequest request) {
        return new Explanation(decide(request), List.of());
    }
}
