// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.List;
import policy.compiler.type.TypedRule;
import policy.runtime.request.Schema;

/// What the rules ask of the requests of one protocol, arranged so that few questions settle many rules.
///
/// A tree finds all rules that apply, not a decision: effects combine the same way in any order, so the rules can be
/// divided over branches freely and the results simply add up. That is what keeps it small. Where other decision trees
/// copy a rule into every branch in which it may still apply, here **each rule stands in exactly one leaf**:
///
/// - A [Node.Switch] asks for the value of one attribute. Only rules whose condition is false for all values but some
///   known ones ([Constraint]) go below it, those with the same values into the same branch. Every branch whose keys
///   fit the value is visited: a key leads to branches, not to a copy of the rules that share it.
/// - An [Node.Ask] tests one atom that several rules share.
/// - Rules the chosen question says nothing about stand beside it, under an [Node.Each], which visits all its children.
///
/// Below a question, what it settled is gone from the conditions, so a rule is on the way of at most one
/// question for each of its atoms. Hence the bound: at most [#NODES_PER_PART] nodes for each atom and
/// each rule, a linear function of the source (with its lets filled in), for any source. Evaluation
/// visits the questions on the way to the rules whose constraints fit, and looks at no other rule.
///
/// A value that cannot be told leads to no branch; a switch then hands all rules below it that could still matter to
/// three-valued evaluation, one by one. `allow` rules are not among them: their condition cannot be true any more.
///
/// Evaluation, explanation, listing and drawing all read this one value.
///
/// @param rules all rules of the policy set in the order of their ids, those for other protocols too
/// @param nodes how many nodes it has; they are numbered from 0
public record DecisionTree(Schema schema, List<TypedRule> rules, Node root, int nodes) {

    /// See above; asserted by tests over hostile sources.
    public static final int NODES_PER_PART = 2;

    public DecisionTree {
        rules = List.copyOf(rules);
    }
}
