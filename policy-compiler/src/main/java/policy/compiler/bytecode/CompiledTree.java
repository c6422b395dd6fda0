// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import policy.compiler.tree.DecisionTree;
import policy.compiler.walk.Found;
import policy.compiler.walk.Roles;
import policy.runtime.request.AccessRequest;

/// A decision tree and the code compiled from it.
///
/// The code asks what the tree says, in its order, and returns the numbers of nodes and rules; whoever wants to know
/// why looks them up in the tree. Conditions of the same form are one method that takes what they compare with as
/// arguments, so ten thousand rules alike are as much code as one, and soon warm. HotSpot compiles no method of more
/// than 8 000 bytes, so no [Part] becomes one, and no class asks more than [Unit#MOST_WEIGHT] questions.
public final class CompiledTree {

    private final DecisionTree tree;
    private final Route route;
    private final Roles roles;
    private final int sharedAtoms;

    private CompiledTree(DecisionTree tree, Route route, int sharedAtoms) {
        this.tree = tree;
        this.route = route;
        this.roles = Roles.of(tree.rules());
        this.sharedAtoms = sharedAtoms;
    }

    public static CompiledTree of(DecisionTree tree) {
        var shared = SharedAtoms.of(tree);
        var weights = new Weights();
        Route route = Unit.route(new Part.Whole(tree.root()), weights, shared);
        return new CompiledTree(tree, route, shared.size());
    }

    public DecisionTree tree() {
        return tree;
    }

    /// What a request comes upon.
    ///
    /// @param found used up
    /// @return the same
    public Found follow(AccessRequest request, Found found) {
        found.begin(roles, sharedAtoms);
        route.follow(0, request, found);
        return found.end();
    }

    /// The class of the code at the root, for tests that watch it go.
    Class<?> code() {
        return route.getClass();
    }
}
