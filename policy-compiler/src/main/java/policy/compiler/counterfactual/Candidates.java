// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Truth;
import policy.compiler.type.TypedRule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Slots;
import policy.runtime.request.Value;

/// The values that are tried, taken from what rules compare with. Of values that answer every test of their attribute
/// alike only the first is a candidate: rules cannot tell them apart.
final class Candidates {

    /// How many values of one attribute are tried, and at how many answers all together.
    static final int MOST_VALUES = 1_000;

    private static final int FEWEST_VALUES = 50;
    private static final int MOST_ANSWERS = 2_000_000;

    private final AccessRequest request;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Integer, List<Integer>> numbers = new TreeMap<>();
    private boolean complete = true;

    private Candidates(AccessRequest request) {
        this.request = request;
    }

    /// @param rules those that can make the decision
    static Candidates of(List<TypedRule> rules, AccessRequest request) {
        var bySlot = new TreeMap<Integer, Set<Atom>>(Candidates::order);
        rules.stream()
                .flatMap(rule -> Condition.atoms(rule.condition()))
                .forEach(atom -> bySlot.computeIfAbsent(atom.term().slot(), _ -> new LinkedHashSet<>())
                        .add(atom));
        var candidates = new Candidates(request);
        bySlot.forEach((slot, atoms) -> candidates.add(slot, List.copyOf(atoms)));
        return candidates;
    }

    /// What is of the protocol comes first: it is what a caller can say otherwise most easily.
    private static int order(int slot, int other) {
        int common = CommonAttributes.ALL.size();
        return Integer.compare(
                slot < common ? slot + Short.MAX_VALUE : slot, other < common ? other + Short.MAX_VALUE : other);
    }

    private void add(int slot, List<Atom> atoms) {
        Map<List<String>, List<Atom>> byPath = new LinkedHashMap<>();
        atoms.forEach(atom -> byPath.computeIfAbsent(atom.term().path(), _ -> new ArrayList<>())
                .add(atom));
        int most = Math.clamp(MOST_ANSWERS / atoms.size(), FEWEST_VALUES, MOST_VALUES);
        byPath.values().forEach(same -> addPlace(slot, same, atoms, most));
    }

    private void addPlace(int slot, List<Atom> same, List<Atom> atoms, int most) {
        Term term = same.getFirst().term();
        Value before = term.in(request);
        var told = new LinkedHashSet<List<Truth>>(List.of(answers(atoms, request.value(slot))));
        var values = new Trials(term, before, request.context().time().toEpochMilli()).of(same);
        complete &= values.complete();
        int tried = 0;
        for (Value after : values.values()) {
            if (++tried > most) {
                complete = false;
                break;
            }
            var change = new Change(term, before, after);
            if (told.add(answers(atoms, change.slotIn(request)))) {
                numbers.computeIfAbsent(slot, _ -> new ArrayList<>()).add(changes.size());
                changes.add(change);
            }
        }
    }

    private static List<Truth> answers(List<Atom> atoms, Value value) {
        Slots slots = _ -> value;
        return atoms.stream().map(atom -> atom.in(slots)).toList();
    }

    /// Whether rules compare with no more values than are tried.
    boolean complete() {
        return complete;
    }

    int size() {
        return changes.size();
    }

    Change get(int number) {
        return changes.get(number);
    }

    /// Numbers of the changes that a condition can notice.
    BitSet noticedBy(Condition condition) {
        var noticed = new BitSet();
        Condition.atoms(condition).map(Atom::term).distinct().forEach(term -> {
            var read = new Change(term, Value.Absent.ABSENT, Value.Absent.ABSENT);
            numbers.getOrDefault(term.slot(), List.of()).stream()
                    .filter(number -> changes.get(number).meets(read))
                    .forEach(noticed::set);
        });
        return noticed;
    }
}
