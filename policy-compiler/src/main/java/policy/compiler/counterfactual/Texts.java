// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.Value;

/// Texts that tests of texts tell apart.
final class Texts {

    /// How many tests of one attribute are met two at a time.
    private static final int MOST_PAIRED = 30;

    private Texts() {}

    /// Texts that meet one test, none where none could be made up.
    static List<String> meeting(Test test) {
        List<String> texts = switch (test) {
            case Test.OneOf(Set<String> all) -> all.stream().sorted().limit(1).toList();
            case Test.StartsWith(String prefix) -> List.of(prefix);
            case Test.EndsWith(String suffix) -> List.of(suffix);
            case Test.HasPart(String part) -> List.of(part);
            case Test.Contains(String part) -> List.of(part);
            case Test.Like like ->
                List.of(like.glob().replace("**", "x").replace('*', 'x').replace('?', 'x'));
            case Test.Matches matches -> PatternTexts.of(matches.regex());
            case Test.Present _,
                    Test.IsTrue _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _,
                    Test.HoldsAny _ -> List.of();
        };
        return texts.stream().filter(text -> holds(test, text)).toList();
    }

    private static boolean holds(Test test, String text) {
        return Answer.of(test, Value.of(text)) == Truth.TRUE;
    }

    /// Texts that meet two tests at once, such as a beginning and an end; and texts like the one there is that meet
    /// none. Nothing if no test is of texts.
    static Set<Value> apartFrom(List<Test> tests, Value before) {
        List<Test> ofTexts =
                tests.stream().filter(test -> !meeting(test).isEmpty()).toList();
        var texts = new LinkedHashSet<Value>();
        if (ofTexts.isEmpty()) {
            return texts;
        }
        String there = before instanceof Value.Text(String text) ? text : "x";
        for (String other : List.of(there + "x", "x" + there, "x", "", there + "/x", "x/" + there)) {
            texts.add(Value.of(other));
        }
        List<Test> paired = ofTexts.stream()
                .filter(test -> !(test instanceof Test.OneOf))
                .limit(MOST_PAIRED)
                .toList();
        for (Test first : paired) {
            for (Test second : paired) {
                both(first, second, there).forEach(text -> texts.add(Value.of(text)));
            }
        }
        return texts;
    }

    private static List<String> both(Test first, Test second, String there) {
        if (first.equals(second)) {
            return first instanceof Test.StartsWith || first instanceof Test.HasPart
                    ? meeting(first).stream().map(text -> text + there).toList()
                    : meeting(first).stream().map(text -> there + text).toList();
        }
        var joined = new ArrayList<String>();
        for (String one : meeting(first)) {
            for (String other : meeting(second)) {
                joined.add(one + other);
            }
        }
        return joined.stream()
                .filter(text -> holds(first, text) && holds(second, text))
                .toList();
    }
}
