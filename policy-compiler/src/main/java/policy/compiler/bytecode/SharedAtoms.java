// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.Node;
import policy.compiler.walk.SharedAtom;

/// Atoms that stand in more than one place of a tree and take longer to ask than an answer takes to be remembered.
final class SharedAtoms {

    private final Map<Atom, SharedAtom> shared = new HashMap<>();

    private SharedAtoms() {}

    static SharedAtoms of(DecisionTree tree) {
        var places = new HashMap<Atom, Integer>();
        count(tree.root(), places);
        var atoms = new SharedAtoms();
        places.forEach((atom, count) -> {
            if (count > 1) {
                atoms.shared.put(atom, new SharedAtom(atoms.shared.size(), atom));
            }
        });
        return atoms;
    }

    private static void count(Node node, Map<Atom, Integer> places) {
        switch (node) {
            case Node.Leaf leaf ->
                leaf.candidates().stream()
                        .flatMap(candidate -> Condition.atoms(candidate.condition()))
                        .forEach(atom -> count(atom, places));
            case Node.Each(var _, List<Node> children) -> children.forEach(child -> count(child, places));
            case Node.Ask ask -> {
                count(ask.atom(), places);
                ask.whenTrue().ifPresent(child -> count(child, places));
                ask.whenFalse().ifPresent(child -> count(child, places));
            }
            case Node.Switch choice -> choice.branches().forEach(branch -> count(branch.node(), places));
        }
    }

    private static void count(Atom atom, Map<Atom, Integer> places) {
        if (Cost.isWorthRemembering(atom.test())) {
            places.merge(atom, 1, Integer::sum);
        }
    }

    Optional<SharedAtom> find(Atom atom) {
        return Optional.ofNullable(shared.get(atom));
    }

    int size() {
        return shared.size();
    }
}
