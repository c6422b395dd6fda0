// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.util.List;
import policy.runtime.revision.Revision;

/// What a decision rests on; every record of it carries this.
///
/// @param rules all rules that applied, sorted by id
/// @param observed rules that are only watched and would have applied, sorted by id
/// @param path numbers of the decision tree's nodes that were visited, in order
public record Basis(Revision revision, List<Rule> rules, List<Rule> observed, List<Integer> path) {
    public Basis {
        rules = List.copyOf(rules);
        observed = List.copyOf(observed);
        path = List.copyOf(path);
    }
}
