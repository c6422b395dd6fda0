// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import policy.runtime.request.Attribute;
import policy.runtime.request.Slots;

/// One test of one attribute or member.
public record Atom(Term term, Test test) {

    public Attribute attribute() {
        return term.attribute();
    }

    /// What the request, or the item, answers.
    public Truth in(Slots slots) {
        return Answer.of(test, term.in(slots));
    }
}
