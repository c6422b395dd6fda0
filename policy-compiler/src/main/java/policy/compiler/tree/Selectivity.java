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

    private Selectivity() {}

    /// Rules that need not be looked at after the question, on average; 0 if it is not worth asking.
    static double gain(Question.Divide divide) {
        int covered = divide.all().size();
        double gain = covered - expected(divide);
        return covered > 1 && gain >= LEAST_SHARE * covered ? gain : 0;
    }

    private static double expected(Question.Divide divide) {
        KeyIndex index = divide.index();
        int[] sizes = divide.branches().values().stream().mapToInt(List::size).toArray();
        List<Value> values = values(divide);
        int rules = 0;
        var found = new Numbers();
        for (Value value : values) {
            found.truncate(0);
            index.find(value, found);
            rules += IntStream.range(0, found.size())
                    .map(i -> sizes[found.get(i)])
                    .sum();
        }
        return switch (divide.term().type()) {
            case Type.Choice _, Type.Bool _ -> (double) rules / values.size();
            // One more for all the values that no rule names.
            case Type.Text _, Type.Int _, Type.Size _, Type.Duration _, Type.Time _, Type.Address _, Type.Open _ ->
                (double) rules / (values.size() + 1);
            case Type.ListOf _ -> (double) ITEMS_PER_LIST * rules / (values.size() + 1);
        };
    }

    private static List<Value> values(Question.Divide divide) {
        return switch (divide.term().type()) {
            case Type.Bool _ -> List.of(Value.of(true), Value.of(false));
            case Type.Choice(var _, List<String> words) ->
                words.stream().map(Value::of).toList();
            case Type.Text _, Type.Int _, Type.Size _, Type.Duration _, Type.Time _, Type.Address _, Type.Open _ ->
                sample(divide).stream().map(Value::of).toList();
            case Type.ListOf _ ->
                sample(divide).stream().map(text -> Value.of(List.of(text))).toList();
        };
    }

    /// Texts of keys, evenly taken from all.
    private static List<String> sample(Question.Divide divide) {
        var texts = new TreeSet<String>();
        divide.branches().keySet().forEach(keys -> keys.forEach(key -> texts.add(key.text())));
        var all = List.copyOf(texts);
        int step = Math.max(1, all.size() / SAMPLES);
        return IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                .mapToObj(all::get)
                .toList();
    }
}
