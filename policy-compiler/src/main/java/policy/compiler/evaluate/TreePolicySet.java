// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.Numbers;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Schema;
import policy.runtime.revision.Revision;
import policy.runtime.trace.Explanation;

/// Decides by walking the decision tree of the request's protocol. An explanation is the same walk, taken aloud.
public final class TreePolicySet implements CompiledPolicySet {

    private final Revision revision;
    private final List<TypedRule> rules;
    private final Map<String, DecisionTree> trees;
    private final Map<String, Set<Attribute>> required;

    /// @param rules all rules in the order of their ids; those of each tree are the same
    /// @param trees one for each protocol
    public TreePolicySet(Revision revision, List<TypedRule> rules, List<DecisionTree> trees) {
        this.revision = revision;
        this.rules = List.copyOf(rules);
        this.trees = trees.stream()
                .collect(Collectors.toUnmodifiableMap(tree -> tree.schema().protocol(), tree -> tree));
        var read = new HashMap<String, Set<Attribute>>();
        this.trees.keySet().forEach(protocol -> read.put(protocol, readBy(rules, protocol)));
        this.required = Map.copyOf(read);
    }

    private static Set<Attribute> readBy(List<TypedRule> rules, String protocol) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(protocol))
                .flatMap(TypedRule::attributes)
                .filter(attribute -> !CommonAttributes.ALL.contains(attribute))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public int size() {
        return rules.size();
    }

    /// All but those every request has.
    @Override
    public Set<Attribute> requires(Schema schema) {
        return required.getOrDefault(schema.protocol(), Set.of());
    }

    /// The tree that decides requests of a protocol, for listing and drawing.
    ///
    /// @throws IllegalArgumentException if the policy set was compiled without this protocol
    public DecisionTree tree(String protocol) {
        DecisionTree tree = trees.get(protocol);
        if (tree == null) {
            throw new IllegalArgumentException("compiled without protocol `" + protocol + "`");
        }
        return tree;
    }

    /// Nodes of all trees.
    public int nodes() {
        return trees.values().stream().mapToInt(DecisionTree::nodes).sum();
    }

    @Override
    public Decision decide(AccessRequest request) {
        return conclusion(Walk.through(treeFor(request), request), request);
    }

    @Override
    public Explanation explain(AccessRequest request) {
        Walk walk = Walk.explaining(treeFor(request), request);
        return new Explanation(conclusion(walk, request), walk.steps());
    }

    private DecisionTree treeFor(AccessRequest request) {
        DecisionTree tree = tree(request.schema().protocol());
        // Objects.equals, since it is nearly always the very same and comparing its parts takes long.
        if (!Objects.equals(tree.schema(), request.schema())) {
            throw new IllegalArgumentException("the request is typed by another schema than the rules");
        }
        return tree;
    }

    private Decision conclusion(Walk walk, AccessRequest request) {
        Numbers applied = walk.applied();
        var basis = new Basis(revision, cited(walk), cited(walk.observed()), walk.path());
        int denying = first(applied, Effect.DENY);
        if (denying >= 0) {
            return new Decision.Deny(basis, Contribution.denied(rules.get(denying), request));
        }
        if (walk.undetermined().size() > 0) {
            Reason reason =
                    Contribution.undecidable(rules.get(walk.undetermined().get(0)), request);
            return new Decision.Deny(basis, reason);
        }
        if (first(applied, Effect.APPROVE) >= 0) {
            return new Decision.NeedsApproval(basis, asks(applied, request), obligations(applied, request));
        }
        return first(applied, Effect.ALLOW) >= 0
                ? new Decision.Permit(basis, obligations(applied, request))
                : new Decision.Deny(basis, Contribution.notAllowed());
    }

    /// The rules that took effect: those that apply, and those that deny because they cannot be told not to.
    private List<Rule> cited(Walk walk) {
        if (walk.undetermined().size() == 0) {
            return cited(walk.applied());
        }
        var numbers = new TreeSet<Integer>(walk.applied().toList());
        numbers.addAll(walk.undetermined().toList());
        return numbers.stream().map(number -> rules.get(number).rule()).toList();
    }

    private List<Rule> cited(Numbers numbers) {
        var cited = new ArrayList<Rule>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            cited.add(rules.get(numbers.get(i)).rule());
        }
        return cited;
    }

    private int first(Numbers numbers, Effect effect) {
        for (int i = 0; i < numbers.size(); i++) {
            if (rules.get(numbers.get(i)).rule().effect() == effect) {
                return numbers.get(i);
            }
        }
        return -1;
    }

    private List<Ask> asks(Numbers applied, AccessRequest request) {
        var asks = new ArrayList<Ask>();
        for (int i = 0; i < applied.size(); i++) {
            asks.addAll(Contribution.asks(rules.get(applied.get(i)), request));
        }
        return asks;
    }

    private List<Obligation> obligations(Numbers applied, AccessRequest request) {
        var obligations = new ArrayList<Obligation>();
        for (int i = 0; i < applied.size(); i++) {
            obligations.addAll(Contribution.obligations(rules.get(applied.get(i)), request));
        }
        return obligations;
    }
}
