// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.time.Duration;

/// One consent a request needs before it may go through. A rule may need several: those with the same `line` are given
/// one `step` after the other, those of different lines in any order.
///
/// @param line which `ask` clause of the rule, from 0
/// @param step which part of the clause, from 0; nobody is asked before the steps below it are given
/// @param quorum how many different people must say yes
/// @param because the rule's own words with its attributes filled in; empty if it has none
public record Ask(Rule rule, int line, int step, int quorum, Reviewers reviewers, ApprovalTerms terms, String because) {

    /// How long people have; after that the request is denied.
    public Duration within() {
        return terms.within();
    }
}
