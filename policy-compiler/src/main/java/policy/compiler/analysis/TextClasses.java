// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.Value;

/// All that texts can answer to a number of tests at once, each with a shortest text that answers so: every text
/// answers like one of them.
final class TextClasses {

    /// The most states of the automaton that follows all tests, where nobody says otherwise.
    static final int MOST_STATES = 20_000;
    /// The most steps of the patterns of all tests of a text together.
    private static final int MOST_STEPS = 50_000;

    private TextClasses() {}

    /// Whether the tests of texts can be followed; others are left to an opaque variable.
    static boolean follows(Test test) {
        return switch (test) {
            case Test.OneOf _, Test.StartsWith _, Test.EndsWith _, Test.HasPart _, Test.Contains _, Test.Like _ -> true;
            case Test.Matches matches -> RegexReader.read(matches.regex()).isPresent();
            case Test.Present _,
                    Test.IsTrue _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _,
                    Test.HoldsAny _ -> false;
        };
    }

    /// @param tests those that [#follows] says can be followed
    /// @return one text for each set of answers
    static Collection<String> of(Set<Test> tests, int mostStates) throws OverBudget {
        var automaton = new Automaton();
        var named = new TreeSet<String>();
        for (Test test : tests) {
            switch (test) {
                case Test.OneOf(Set<String> texts) -> named.addAll(texts);
                case Test.StartsWith(String prefix) -> automaton.add(Pattern.text(prefix, false, true));
                case Test.EndsWith(String suffix) -> automaton.add(Pattern.text(suffix, true, false));
                case Test.HasPart(String part) -> automaton.add(Pattern.text(part, true, true));
                case Test.Contains(String part) -> automaton.add(Pattern.text(part, true, true));
                case Test.Like like -> automaton.add(Pattern.glob(like.glob()));
                case Test.Matches matches ->
                    automaton.add(RegexReader.read(matches.regex()).orElseThrow());
                case Test.Present _,
                        Test.IsTrue _,
                        Test.Between _,
                        Test.InNetwork _,
                        Test.During _,
                        Test.Some _,
                        Test.Every _,
                        Test.HoldsAny _ -> throw new IllegalArgumentException("not a test of texts: " + test);
            }
        }
        for (String text : named) {
            automaton.add(Pattern.text(text, false, false));
            if (automaton.size() > MOST_STEPS) {
                throw new OverBudget("the tests of one text are over " + MOST_STEPS + " characters long");
            }
        }
        var found = new LinkedHashMap<List<Truth>, String>();
        for (String text : automaton.texts(mostStates)) {
            found.merge(answers(tests, text), text, (one, other) -> other.length() < one.length() ? other : one);
        }
        return found.values();
    }

    private static List<Truth> answers(Set<Test> tests, String text) {
        return tests.stream().map(test -> Answer.of(test, new Value.Text(text))).toList();
    }
}
