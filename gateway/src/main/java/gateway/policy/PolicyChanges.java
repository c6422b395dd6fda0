// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import policy.compiler.changes.Change;
import policy.compiler.changes.Difference;
import policy.compiler.changes.Risk;
import policy.compiler.outline.Kind;
import policy.dsl.source.SourceSet;

/// What became of the rules from one revision to the next, by their ids: enough to see in the evidence what an
/// activation was about. `hpol diff` tells all of it.
///
/// @param moved the same under another name, or in another file
/// @param other how many lets, lists, invariants and tests were added, removed or changed
/// @param widens how many of all changes may let more through, as far as the text tells
public record PolicyChanges(
        List<String> added, List<String> removed, List<String> changed, List<String> moved, int other, int widens) {

    private static final System.Logger LOG = System.getLogger(PolicyChanges.class.getName());

    public PolicyChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        moved = List.copyOf(moved);
    }

    /// @return nothing if it cannot be told, which must not stand in the way of policies that compile
    static Optional<PolicyChanges> between(Map<String, byte[]> before, Map<String, byte[]> after) {
        try {
            Difference difference =
                    Difference.between(SourceSet.of(new TreeMap<>(before)), SourceSet.of(new TreeMap<>(after)));
            return Optional.of(new PolicyChanges(
                    rules(difference, Change.What.ADDED),
                    rules(difference, Change.What.REMOVED),
                    rules(difference, Change.What.CHANGED),
                    rules(difference, Change.What.MOVED),
                    (int) difference.changes().stream()
                            .filter(change -> change.kind() != Kind.RULE)
                            .count(),
                    difference.of(Risk.WIDENS).size()));
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.log(System.Logger.Level.ERROR, "what changed in the policies cannot be told", defect);
            return Optional.empty();
        }
    }

    private static List<String> rules(Difference difference, Change.What what) {
        return difference.changes().stream()
                .filter(change -> change.kind() == Kind.RULE && change.what() == what)
                .map(change -> change.item().id())
                .sorted()
                .toList();
    }
}
