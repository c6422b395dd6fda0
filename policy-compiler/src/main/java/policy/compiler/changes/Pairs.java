// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/// What of two lists whose order means nothing has no equal in the other, the most alike side by side.
final class Pairs {

    private Pairs() {}

    /// At least one of them is there.
    record Pair<T>(Optional<T> before, Optional<T> after) {

        <R> Optional<R> both(BiFunction<T, T, R> function) {
            return before.flatMap(was -> after.map(is -> function.apply(was, is)));
        }
    }

    /// @param text by which they are equal
    /// @param likeness of two that are not equal; 0 keeps them apart
    static <T> List<Pair<T>> of(
            List<T> before, List<T> after, Function<T, String> text, ToIntBiFunction<T, T> likeness) {
        List<T> gone = without(before, after, text);
        List<T> come = without(after, before, text);
        var pairs = new ArrayList<Pair<T>>();
        for (T was : gone) {
            Optional<T> nearest = Optional.empty();
            int best = 0;
            for (T is : come) {
                int like = likeness.applyAsInt(was, is);
                if (like > best) {
                    best = like;
                    nearest = Optional.of(is);
                }
            }
            nearest.ifPresent(come::remove);
            pairs.add(new Pair<>(Optional.of(was), nearest));
        }
        come.forEach(is -> pairs.add(new Pair<>(Optional.empty(), Optional.of(is))));
        return pairs;
    }

    private static <T> List<T> without(List<T> all, List<T> others, Function<T, String> text) {
        var left = new ArrayList<>(others.stream().map(text).toList());
        var without = new ArrayList<T>();
        for (T one : all) {
            if (!left.remove(text.apply(one))) {
                without.add(one);
            }
        }
        return without;
    }
}
