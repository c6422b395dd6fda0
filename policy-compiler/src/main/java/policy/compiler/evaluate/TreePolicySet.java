// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import policy.compiler.bytecode.CompiledTree;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.tree.DecisionTree;
import policy.compiler.type.TypedRule;
import policy.compiler.walk.Found;
import policy.compiler.walk.Walk;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Schema;
import policy.runtime.revision.Revision;
import policy.runtime.trace.Explanation;

/// Decides by code compiled from the decision tree of the request's protocol. An explanation is a walk through that
/// tree, taken aloud.
public final class TreePolicySet implements CompiledPolicySet {

    private final Revision revision;
    private final List<TypedRule> rules;
    private final Map<String, DecisionTree> trees;
    private final Map<String, Set<Attribute>> required;
    private final Conclusions conclusions;
    /// By protocol, once the first request has asked for it: whoever only checks policies does not wait for code.
    private final Map<String, CompiledTree> code = new ConcurrentHashMap<>();

    /// What each thread works with; it holds nothing of a request for longer than a decision takes.
    private static final ThreadLocal<Found> FOUND = ThreadLocal.withInitial(Found::new);

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
        this.conclusions = new Conclusions(revision, this.rules);
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

    @Override
    public Decision decide(AccessRequest request) {
        Found found = codeFor(request).follow(request, FOUND.get());
        return conclusions.of(found, request);
    }

    /// Rule by rule, since a tree leaves out rules that could only allow if more were known.
    @Override
    public boolean mayPermit(AccessRequest request) {
        boolean may = false;
        for (TypedRule rule : rules) {
            if (!rule.observe() && rule.appliesTo(request.schema().protocol())) {
                Truth truth = Kleene.truth(rule.condition(), request);
                if (rule.rule().effect() == Effect.DENY && truth == Truth.TRUE) {
                    return false;
                }
                may |= isConsent(rule.rule().effect()) && truth != Truth.FALSE;
            }
        }
        return may;
    }

    private static boolean isConsent(Effect effect) {
        return effect == Effect.ALLOW || effect == Effect.APPROVE;
    }

    @Override
    public Explanation explain(AccessRequest request) {
        Walk walk = Walk.through(treeFor(request), request);
        return new Explanation(conclusions.conclude(walk.found(), request), walk.steps());
    }

    /// Compiles all trees to code.
    @Override
    public void prepare() {
        trees.keySet().forEach(this::code);
    }

    private CompiledTree codeFor(AccessRequest request) {
        CompiledTree compiled = code(request.schema().protocol());
        checkSchema(compiled.tree(), request);
        return compiled;
    }

    private CompiledTree code(String protocol) {
        CompiledTree compiled = code.get(protocol);
        return compiled != null ? compiled : code.computeIfAbsent(protocol, p -> CompiledTree.of(tree(p)));
    }

    private DecisionTree treeFor(AccessRequest request) {
        DecisionTree tree = tree(request.schema().protocol());
        checkSchema(tree, request);
        return tree;
    }

    private static void checkSchema(DecisionTree tree, AccessRequest request) {
        // Objects.equals, since it is nearly always the very same and comparing its parts takes long.
        if (!Objects.equals(tree.schema(), request.schema())) {
            throw new IllegalArgumentException("the request is typed by another schema than the rules");
        }
    }
}
