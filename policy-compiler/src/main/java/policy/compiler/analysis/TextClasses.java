// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.Value;

/// All that texts can answer to a number of tests at once, each with a shortest text that answers so. Every text
/// answers like one of them: all tests are followed side by side, character by character, as one automaton whose states
/// are the places reached in each.
final class TextClasses {

    /// The most states that are looked at.
    static final int MOST_STATES = 20_000;
    /// Stand for any one character but a slash, any number of those, any number of any characters.
    private static final int ONE = -1;
    private static final int STAR = -2;
    private static final int ANYTHING = -3;
    /// Characters no test names are alike; the first of these that is none of theirs stands for them all.
    private static final String FRESH = "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW";

    private final List<int[]> patterns = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private int places;

    private TextClasses() {}

    /// Whether the tests of texts can be followed; others are left to an opaque variable.
    static boolean follows(Test test) {
        return switch (test) {
            case Test.OneOf _, Test.StartsWith _, Test.EndsWith _, Test.HasPart _, Test.Contains _, Test.Like _ -> true;
            case Test.Present _,
                    Test.IsTrue _,
                    Test.Matches _,
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
    static Collection<String> of(Set<Test> tests) throws OverBudget {
        var classes = new TextClasses();
        var named = new TreeSet<String>();
        for (Test test : tests) {
            switch (test) {
                case Test.OneOf(Set<String> texts) -> named.addAll(texts);
                case Test.StartsWith(String prefix) -> classes.add(literal(prefix, false, true));
                case Test.EndsWith(String suffix) -> classes.add(literal(suffix, true, false));
                case Test.HasPart(String part) -> classes.add(literal(part, true, true));
                case Test.Contains(String part) -> classes.add(literal(part, true, true));
                case Test.Like like -> classes.add(glob(like.glob()));
                case Test.Present _,
                        Test.IsTrue _,
                        Test.Matches _,
                        Test.Between _,
                        Test.InNetwork _,
                        Test.During _,
                        Test.Some _,
                        Test.Every _,
                        Test.HoldsAny _ -> throw new IllegalArgumentException("not a test of texts: " + test);
            }
        }
        named.forEach(text -> classes.add(literal(text, false, false)));
        var found = new LinkedHashMap<List<Truth>, String>();
        for (String text : classes.explore()) {
            found.merge(answers(tests, text), text, (one, other) -> other.length() < one.length() ? other : one);
        }
        return found.values();
    }

    private static List<Truth> answers(Set<Test> tests, String text) {
        return tests.stream().map(test -> Answer.of(test, new Value.Text(text))).toList();
    }

    private void add(int[] pattern) {
        starts.add(places);
        patterns.add(pattern);
        places += pattern.length + 1;
    }

    private static int[] literal(String text, boolean before, boolean after) {
        var pattern = new ArrayList<Integer>();
        if (before) {
            pattern.add(ANYTHING);
        }
        text.codePoints().forEach(pattern::add);
        if (after) {
            pattern.add(ANYTHING);
        }
        return pattern.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] glob(String glob) {
        var pattern = new ArrayList<Integer>();
        int at = 0;
        while (at < glob.length()) {
            int c = glob.codePointAt(at);
            if (glob.startsWith("**", at)) {
                pattern.add(ANYTHING);
                at += 2;
            } else {
                pattern.add(c == '*' ? STAR : c == '?' ? ONE : c);
                at += Character.charCount(c);
            }
        }
        return pattern.stream().mapToInt(Integer::intValue).toArray();
    }

    private record Reached(BitSet places, String text) {}

    /// A shortest text for every state.
    private List<String> explore() throws OverBudget {
        int[] alphabet = alphabet();
        var seen = new HashSet<BitSet>();
        var queue = new ArrayDeque<Reached>();
        var texts = new ArrayList<String>();
        var start = new BitSet();
        for (int number = 0; number < patterns.size(); number++) {
            reach(start, number, 0);
        }
        queue.add(new Reached(start, ""));
        seen.add(start);
        while (!queue.isEmpty()) {
            Reached reached = queue.poll();
            texts.add(reached.text);
            if (texts.size() > MOST_STATES) {
                throw new OverBudget("the tests of one text distinguish over " + MOST_STATES + " states");
            }
            for (int character : alphabet) {
                BitSet next = step(reached.places, character);
                if (seen.add(next)) {
                    queue.add(new Reached(next, reached.text + Character.toString(character)));
                }
            }
        }
        return texts;
    }

    private int[] alphabet() {
        var named = new HashSet<Integer>();
        named.add((int) '/');
        patterns.forEach(pattern -> {
            for (int c : pattern) {
                if (c >= 0) {
                    named.add(c);
                }
            }
        });
        int fresh =
                FRESH.codePoints().filter(c -> !named.contains(c)).findFirst().orElse(0x4E00);
        while (named.contains(fresh)) {
            fresh++;
        }
        var alphabet = new ArrayList<Integer>(List.of(fresh));
        named.stream().sorted().forEach(alphabet::add);
        return alphabet.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Marks a place and those that need no character more.
    private void reach(BitSet into, int number, int at) {
        int[] pattern = patterns.get(number);
        int place = at;
        into.set(starts.get(number) + place);
        while (place < pattern.length && (pattern[place] == STAR || pattern[place] == ANYTHING)) {
            place++;
            into.set(starts.get(number) + place);
        }
    }

    private BitSet step(BitSet from, int character) {
        var next = new BitSet();
        for (int number = 0; number < patterns.size(); number++) {
            int[] pattern = patterns.get(number);
            int first = starts.get(number);
            for (int at = from.nextSetBit(first);
                    at >= 0 && at < first + pattern.length;
                    at = from.nextSetBit(at + 1)) {
                int wanted = pattern[at - first];
                if (wanted == ANYTHING || (wanted == STAR && character != '/')) {
                    reach(next, number, at - first);
                } else if (wanted == character || (wanted == ONE && character != '/')) {
                    reach(next, number, at - first + 1);
                }
            }
        }
        return next;
    }
}
