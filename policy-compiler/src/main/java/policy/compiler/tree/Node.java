// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.runtime.request.Value;

/// A place in a decision tree. See [DecisionTree].
public sealed interface Node {

    /// Unique in its tree; a node's number is lower than those below it.
    int number();

    /// Rules of which nothing more can be shared: each is tested for itself.
    record Leaf(int number, List<Candidate> candidates) implements Node {
        public Leaf {
            candidates = List.copyOf(candidates);
        }
    }

    /// All children are visited.
    record Each(int number, List<Node> children) implements Node {
        public Each {
            children = List.copyOf(children);
        }
    }

    /// One atom that several rules share.
    ///
    /// @param undetermined what is left to test, rule by rule, where the atom is undetermined
    record Ask(int number, Atom atom, Optional<Node> whenTrue, Optional<Node> whenFalse, List<Candidate> undetermined)
            implements Node {
        public Ask {
            undetermined = List.copyOf(undetermined);
        }
    }

    /// One attribute or member, many branches; all that fit are visited, which is one at most for a plain equality.
    ///
    /// @param absent what is left to test, rule by rule, where the request does not have it
    /// @param undetermined the same where its value cannot be told
    record Switch(
            int number,
            Term term,
            KeyIndex index,
            List<Branch> branches,
            List<Candidate> absent,
            List<Candidate> undetermined)
            implements Node {
        public Switch {
            branches = List.copyOf(branches);
            absent = List.copyOf(absent);
            undetermined = List.copyOf(undetermined);
        }

        /// What is left to test where a value tells nothing.
        public List<Candidate> untold(Value value) {
            return value instanceof Value.Absent ? absent : undetermined;
        }
    }

    /// @param shown its keys in the words of the language
    record Branch(String shown, Node node) {}

    /// A rule that may apply.
    ///
    /// @param rule index among the rules of the tree
    /// @param condition what has not been tested on the way here; all that has been tested held
    record Candidate(int rule, Condition condition) {}
}
