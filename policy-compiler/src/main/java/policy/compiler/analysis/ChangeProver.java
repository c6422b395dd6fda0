// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Rule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Finds all requests that a changed policy set decides otherwise, or proves that there are none.
///
/// Compared are the decision, what is asked of reviewers, and what is done with a request that goes through; not the
/// words a blocked person reads, nor which rule it is. What is proved holds for every request whose attributes are
/// of the types its schema declares.
public final class ChangeProver {

    /// The most branches of the diagrams of a protocol, where nobody says otherwise; about 100 MiB.
    public static final int DEFAULT_BUDGET = 2_000_000;
    /// How many classes of requests are told apart for each protocol.
    public static final int MOST_CLASSES = 100;
    /// How many sets of values are tried as requests for each class.
    static final int MOST_CANDIDATES = 100;
    /// How many requests are tried for each of these.
    static final int MOST_REQUESTS = 32;

    private final Side before;
    private final Side after;
    private final Vocabulary vocabulary;
    private final Messages messages;
    private final int budget;

    /// One of the policy sets.
    ///
    /// @param compiled what the rules were compiled to
    public record Side(List<TypedRule> rules, CompiledPolicySet compiled) {

        /// Conditions are brought to one form, so that equal questions are seen to be equal.
        public Side {
            rules = rules.stream()
                    .map(rule -> rule.when(Canonical.of(rule.condition())))
                    .toList();
        }

        List<TypedRule> rulesOf(Schema schema) {
            return rules.stream()
                    .filter(rule -> !rule.observe() && rule.appliesTo(schema.protocol()))
                    .toList();
        }
    }

    /// @param budget the most branches of the diagrams of a protocol
    public ChangeProver(Side before, Side after, Vocabulary vocabulary, Messages messages, int budget) {
        this.before = before;
        this.after = after;
        this.vocabulary = vocabulary;
        this.messages = messages;
        this.budget = budget;
    }

    public ChangeProof prove() {
        var shifts = new ArrayList<Shift>();
        var unknown = new ArrayList<ChangeProof.Unknown>();
        boolean whole = true;
        for (Schema schema : vocabulary.schemas()) {
            ChangeProof of = prove(schema);
            shifts.addAll(of.shifts());
            unknown.addAll(of.unknown());
            whole &= of.isWhole();
        }
        shifts.sort(Comparator.comparing(Shift::risk));
        return new ChangeProof(shifts, unknown, whole);
    }

    private ChangeProof prove(Schema schema) {
        List<TypedRule> gone = without(before.rulesOf(schema), after.rulesOf(schema));
        List<TypedRule> fresh = without(after.rulesOf(schema), before.rulesOf(schema));
        if (gone.isEmpty() && fresh.isEmpty()) {
            return new ChangeProof(List.of(), List.of(), /* isWhole= */ true);
        }
        try {
            return new ProtocolChanges(schema, before, after, messages, budget).find();
        } catch (OverBudget over) {
            var unknown = new ChangeProof.Unknown(
                    schema.protocol(), String.valueOf(over.getMessage()), cited(gone), cited(fresh), Optional.empty());
            return new ChangeProof(List.of(), List.of(unknown), /* isWhole= */ true);
        }
    }

    private static List<Rule> cited(List<TypedRule> rules) {
        return rules.stream().map(TypedRule::rule).toList();
    }

    /// Those that nothing on the other side is alike, one for one.
    private static List<TypedRule> without(List<TypedRule> rules, List<TypedRule> others) {
        var left = new ArrayList<>(others);
        var without = new ArrayList<TypedRule>();
        for (TypedRule rule : rules) {
            Optional<TypedRule> same =
                    left.stream().filter(other -> alike(rule, other)).findFirst();
            same.ifPresentOrElse(left::remove, () -> without.add(rule));
        }
        return without;
    }

    /// Whether two rules ask and demand the same, as they are written.
    static boolean alike(TypedRule one, TypedRule other) {
        return one.rule().effect() == other.rule().effect()
                && one.protocol().equals(other.protocol())
                && one.condition().equals(other.condition())
                && Demand.of(one).equals(Demand.of(other));
    }
}
