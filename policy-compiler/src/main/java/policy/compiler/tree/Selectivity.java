// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// How many rules a question is likely to save from being looked at. It decides the shape of the tree, never what the
/// tree says, so an estimate will do.
final class Selectivity {

    /// How many values are tried for an estimate.
    private static final int SAMPLES = 64;
    /// How many items a list is taken to have, such as the groups of a caller.
    private static final int ITEMS_PER_LIST = 3;
    /// A question must save this share of its rules.
    private static final double LEAST_SHARE = 0.25;

    /// What counts of a gain that takes a look at each character of a text, which may be as long as a request.
    private static final double WHOLE_TEXT = 0.5;

    private Selectivity() {}

    /// Rules that need not be looked at after the question, on average; 0 if it is not worth asking.
    static double gain(Question.Divide divide) {
        int covered = divide.all().size();
        double gain = covered - expected(divide);
        boolean worthIt = covered > 1 && gain >= LEAST_SHARE * covered;
        return worthIt ? gain * (readsWholeTexts(divide) ? WHOLE_TEXT : 1) : 0;
    }

    private static boolean readsWholeTexts(Question.Divide divide) {
        return divide.branches().keySet().stream().anyMatch(keys -> keys.first().kind() == Key.Kind.HAS);
    }

    private static double expected(Question.Divide divide) {
        int[] sizes = divide.branches().values().stream().mapToInt(List::size).toArray();
        Type type = divide.term().type();
        boolean isBool = type instanceof Type.Bool;
        List<Value> values = isBool ? List.of(Value.of(true), Value.of(false)) : sample(divide);
        // One more for all the values that no rule names.
        int kinds = isBool ? values.size() : values.size() + 1;
        int items = type instanceof Type.ListOf ? ITEMS_PER_LIST : 1;
        int rules = 0;
        var found = new Numbers();
        for (Value value : values) {
            found.truncate(0);
            divide.index().find(value, found);
            rules += IntStream.range(0, found.size())
                    .map(i -> sizes[found.get(i)])
                    .sum();
        }
        return (double) items * rules / kinds;
    }

    /// Values that fit keys, evenly taken from all.
    private static List<Value> sample(Question.Divide divide) {
        var keys = new TreeSet<Key>();
        divide.branches().keySet().forEach(keys::addAll);
        var all = List.copyOf(keys);
        int step = Math.max(1, all.size() / SAMPLES);
        return IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                .mapToObj(i -> all.get(i).sample(divide.term().type()))
                .toList();
    }
}
