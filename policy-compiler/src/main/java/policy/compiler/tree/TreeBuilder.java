// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Truth;
import policy.compiler.tree.Node.Branch;
import policy.compiler.tree.Node.Candidate;
import policy.compiler.type.TypedRule;
import policy.runtime.request.Schema;

/// Builds the decision tree of one protocol. See [DecisionTree] for what it aims at.
public final class TreeBuilder {

    /// So many rules are tested one by one sooner than by another question.
    static final int FEW_RULES = 3;
    /// How many questions may stand above a rule.
    static final int DEEPEST = 64;
    /// How many keys of a branch are told.
    private static final int MOST_SHOWN = 20;

    private final List<TypedRule> rules;
    private final List<Candidate> whole;
    private int numbered;

    private TreeBuilder(List<TypedRule> rules) {
        this.rules = rules;
        this.whole = IntStream.range(0, rules.size())
                .mapToObj(i -> new Candidate(i, rules.get(i).condition()))
                .toList();
    }

    public static DecisionTree build(Schema schema, List<TypedRule> rules) {
        var builder = new TreeBuilder(rules);
        var open = new ArrayList<OpenRule>();
        for (int i = 0; i < rules.size(); i++) {
            boolean possible = !rules.get(i).condition().equals(Condition.NEVER);
            if (possible && rules.get(i).appliesTo(schema.protocol())) {
                open.add(OpenRule.of(i, rules.get(i).condition()));
            }
        }
        Node root = builder.node(open, 0);
        return new DecisionTree(schema, rules, root, builder.numbered);
    }

    private Node node(List<OpenRule> open, int depth) {
        List<Question> questions = depth < DEEPEST ? Question.choose(open) : List.of(new Question.Rest(open));
        if (questions.size() == 1) {
            return node(questions.getFirst(), depth);
        }
        int number = numbered++;
        return new Node.Each(
                number,
                questions.stream().map(question -> node(question, depth)).toList());
    }

    private Node node(Question question, int depth) {
        int number = numbered++;
        return switch (question) {
            case Question.Rest(List<OpenRule> left) ->
                new Node.Leaf(number, left.stream().map(OpenRule::candidate).toList());
            case Question.Share share ->
                new Node.Ask(
                        number,
                        share.atom(),
                        below(share.holding(), depth),
                        below(share.failing(), depth),
                        whole(share.all()));
            case Question.Divide divide -> divided(number, divide, depth);
        };
    }

    private Optional<Node> below(List<OpenRule> open, int depth) {
        return open.isEmpty() ? Optional.empty() : Optional.of(node(open, depth + 1));
    }

    private Node divided(int number, Question.Divide divide, int depth) {
        var branches = new ArrayList<Branch>();
        Term term = divide.term();
        for (var branch : divide.branches().entrySet()) {
            branches.add(new Branch(shown(branch.getKey(), term), node(branch.getValue(), depth + 1)));
        }
        List<Candidate> undetermined = whole(divide.all());
        List<Candidate> absent = term.mayBeAbsent()
                ? undetermined.stream()
                        .filter(candidate -> canHoldWithout(term, candidate))
                        .toList()
                : undetermined;
        return new Node.Switch(number, term, divide.index(), branches, absent, undetermined);
    }

    private static String shown(SortedSet<Key> keys, Term term) {
        String more = keys.size() > MOST_SHOWN ? ", … " + (keys.size() - MOST_SHOWN) + " more" : "";
        return keys.stream().limit(MOST_SHOWN).map(key -> key.shown(term)).collect(Collectors.joining(", ", "", more));
    }

    /// All but those that must hold to do anything: with the value that the question asks for untold, they cannot.
    private List<Candidate> whole(List<OpenRule> open) {
        return open.stream()
                .map(OpenRule::rule)
                .filter(rule -> !rules.get(rule).mustHold())
                .map(whole::get)
                .toList();
    }

    private static boolean canHoldWithout(Term term, Candidate candidate) {
        return !Assumption.absent(candidate.condition(), term).equals(new Condition.Constant(Truth.FALSE));
    }
}
