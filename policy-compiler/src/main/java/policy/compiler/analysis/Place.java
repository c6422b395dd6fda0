// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.List;
import policy.compiler.condition.Term;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;

/// What of a request is asked about, whatever it is compared with: an attribute, or a member of an open one.
record Place(Attribute attribute, int slot, List<String> path) {

    static Place of(Term term) {
        return new Place(term.attribute(), term.slot(), term.path());
    }

    /// A member nobody has declared, of any shape.
    boolean isMember() {
        return !path.isEmpty();
    }

    Type type() {
        return isMember() ? Type.OPEN : attribute.type();
    }

    Term term() {
        return new Term(attribute, slot, path, type());
    }
}
