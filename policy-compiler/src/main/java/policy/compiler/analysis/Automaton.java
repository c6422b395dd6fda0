// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import policy.compiler.analysis.Pattern.Repeated;

/// Follows many patterns side by side, character by character (Thompson's construction). A state is the set of places
/// reached in all of them; where no edge of a word matters that is all there is to know of the text read so far.
final class Automaton {

    /// What a person would write for a character that no pattern names.
    private static final String PREFERRED = "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW/-_. ";

    private static final int NOWHERE = -1;

    private sealed interface Step {
        /// @param set the number of the set of characters
        record Read(int set, int next) implements Step {}

        record Fork(int one, int other) implements Step {}

        record If(Pattern.Edge edge, int next) implements Step {}

        record Found() implements Step {}
    }

    /// What was read before a place: nothing, a character of words, another one.
    private enum Before {
        NOTHING,
        WORD,
        OTHER
    }

    private record State(BitSet places, Before before) {}

    private record Reached(State state, String text) {}

    private final List<Step> steps = new ArrayList<>();
    private final Map<CodePoints, Integer> sets = new LinkedHashMap<>();
    private final BitSet starts = new BitSet();
    private boolean looksAround;

    /// Adds a pattern to be followed.
    void add(Pattern pattern) {
        steps.add(new Step.Found());
        starts.set(compiled(pattern, steps.size() - 1));
    }

    /// How many steps all patterns take together.
    int size() {
        return steps.size();
    }

    private int compiled(Pattern pattern, int next) {
        return switch (pattern) {
            case Pattern.One(CodePoints characters) ->
                step(new Step.Read(sets.computeIfAbsent(characters, _ -> sets.size()), next));
            case Pattern.Sequence(List<Pattern> parts) -> {
                int first = next;
                for (Pattern part : parts.reversed()) {
                    first = compiled(part, first);
                }
                yield first;
            }
            case Pattern.Either(List<Pattern> parts) -> {
                int first = compiled(parts.getFirst(), next);
                for (Pattern part : parts.subList(1, parts.size())) {
                    first = step(new Step.Fork(first, compiled(part, next)));
                }
                yield first;
            }
            case Repeated repeated -> compiled(repeated, next);
            case Pattern.At(Pattern.Edge edge) -> {
                looksAround = true;
                yield step(new Step.If(edge, next));
            }
        };
    }

    private int compiled(Repeated repeated, int next) {
        int first = next;
        if (repeated.most() == Repeated.WITHOUT_END) {
            int loop = step(new Step.Fork(next, next));
            steps.set(loop, new Step.Fork(compiled(repeated.part(), loop), next));
            first = loop;
        } else {
            for (int i = repeated.least(); i < repeated.most(); i++) {
                first = step(new Step.Fork(compiled(repeated.part(), first), next));
            }
        }
        for (int i = 0; i < repeated.least(); i++) {
            first = compiled(repeated.part(), first);
        }
        return first;
    }

    private int step(Step step) {
        steps.add(step);
        return steps.size() - 1;
    }

    /// A shortest text for each set of patterns that some text matches.
    ///
    /// @param most how many states are looked at
    List<String> texts(int most) throws OverBudget {
        List<Letter> alphabet = alphabet();
        var seen = new HashSet<State>();
        var queue = new ArrayDeque<Reached>();
        var found = new LinkedHashMap<BitSet, String>();
        var start = new State(starts, Before.NOTHING);
        seen.add(start);
        queue.add(new Reached(start, ""));
        while (!queue.isEmpty()) {
            Reached reached = queue.poll();
            State state = reached.state;
            found.putIfAbsent(matched(closure(state, false, true)), reached.text);
            BitSet beforeOther = closure(state, false, false);
            BitSet beforeWord = looksAround ? closure(state, true, false) : beforeOther;
            for (Letter letter : alphabet) {
                BitSet places = read(letter.word ? beforeWord : beforeOther, letter.sets);
                Before before = !looksAround || !letter.word ? Before.OTHER : Before.WORD;
                var next = new State(places, before);
                if (seen.add(next)) {
                    queue.add(new Reached(next, reached.text + Character.toString(letter.character)));
                }
            }
            if (seen.size() > most) {
                throw new OverBudget("the tests of one text distinguish over " + most + " states");
            }
        }
        return List.copyOf(found.values());
    }

    /// @param sets those it is in
    private record Letter(int character, BitSet sets, boolean word) {}

    /// One character for each way in which the sets tell characters apart.
    private List<Letter> alphabet() {
        var all = new ArrayList<>(sets.keySet());
        if (looksAround && !sets.containsKey(CodePoints.WORD)) {
            all.add(CodePoints.WORD);
        }
        var alphabet = new LinkedHashMap<BitSet, Letter>();
        PREFERRED.codePoints().forEach(c -> add(c, all, alphabet));
        for (CodePoints set : all) {
            for (CodePoints.Range range : set.ranges()) {
                add(range.low(), all, alphabet);
                add(Math.min(range.high() + 1, Character.MAX_CODE_POINT), all, alphabet);
            }
        }
        add(0, all, alphabet);
        return List.copyOf(alphabet.values());
    }

    private static void add(int character, List<CodePoints> all, Map<BitSet, Letter> alphabet) {
        var in = new BitSet();
        for (int set = 0; set < all.size(); set++) {
            if (all.get(set).has(character)) {
                in.set(set);
            }
        }
        alphabet.computeIfAbsent(in, _ -> new Letter(character, in, CodePoints.WORD.has(character)));
    }

    /// All places that are reached without another character.
    private BitSet closure(State state, boolean wordNext, boolean atEnd) {
        var reached = new BitSet();
        for (int at = state.places.nextSetBit(0); at >= 0; at = state.places.nextSetBit(at + 1)) {
            reach(at, state.before, wordNext, atEnd, reached);
        }
        return reached;
    }

    private void reach(int from, Before before, boolean wordNext, boolean atEnd, BitSet reached) {
        var open = new ArrayDeque<Integer>();
        int at = from;
        while (true) {
            int next = NOWHERE;
            if (!reached.get(at)) {
                reached.set(at);
                Step step = steps.get(at);
                if (step instanceof Step.Fork(int one, int other)) {
                    open.push(other);
                    next = one;
                } else if (step instanceof Step.If(Pattern.Edge edge, int then)
                        && isAt(edge, before, wordNext, atEnd)) {
                    next = then;
                }
            }
            if (next == NOWHERE) {
                if (open.isEmpty()) {
                    return;
                }
                next = open.pop();
            }
            at = next;
        }
    }

    private static boolean isAt(Pattern.Edge edge, Before before, boolean wordNext, boolean atEnd) {
        boolean change = (before == Before.WORD) != wordNext;
        return switch (edge) {
            case BEGINNING -> before == Before.NOTHING;
            case END -> atEnd;
            case WORD_EDGE -> change;
            case NO_WORD_EDGE -> !change;
        };
    }

    private BitSet read(BitSet from, BitSet letter) {
        var next = new BitSet();
        for (int at = from.nextSetBit(0); at >= 0; at = from.nextSetBit(at + 1)) {
            if (steps.get(at) instanceof Step.Read(int set, int then) && letter.get(set)) {
                next.set(then);
            }
        }
        return next;
    }

    private BitSet matched(BitSet reached) {
        var found = new BitSet();
        for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
            if (steps.get(at) instanceof Step.Found) {
                found.set(at);
            }
        }
        return found;
    }
}
