// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import policy.protocols.detect.Shape.Match;
import policy.runtime.request.Entity;

/// Looks for entities in text: pure, in time linear in the text, and never further than [#reach] ahead.
///
/// One pass from left to right. Each character names the few shapes that may begin with it; the earliest
/// finding wins, among those that begin together the longest, and the search goes on behind it.
public final class Detectors {

    /// How many chars before `from` a scan looks at: one character, which may be a surrogate pair.
    public static final int LEFT_CONTEXT = 2;

    /// Characters that are not ASCII share a slot, and there is one for none.
    private static final int ASCII = 128;

    private static final int SLOTS = ASCII + 2;
    private static final char ANY_LETTER = 'ä';

    private static final List<Entity> ENTITIES =
            Catalog.ALL.stream().map(Catalog::entity).toList();

    /// All there are.
    public static final Detectors ALL = of(ENTITIES.stream().map(Entity::name).collect(Collectors.toUnmodifiableSet()));

    private record Candidate(String entity, Shape shape) {
        @Nullable
        Match match(Window window, int at) {
            return shape.mayFollow(window.before(at)) ? shape.match(window, at) : null;
        }
    }

    private final Candidate[] candidates;

    /// For each first character, and for each character before it, which candidates it admits: one bit
    /// for each. Most places of a text admit none, and nothing else is done there.
    private final long[] starting = new long[SLOTS];

    private final long[] following = new long[SLOTS];

    /// The candidates that are looked for across the ends of lines.
    private final long spanning;

    private final int reach;

    private Detectors(List<Candidate> candidates) {
        if (candidates.size() > Long.SIZE) {
            throw new IllegalStateException("more shapes than bits");
        }
        this.candidates = candidates.toArray(Candidate[]::new);
        long spanning = 0;
        for (int i = 0; i < this.candidates.length; i++) {
            Shape shape = this.candidates[i].shape();
            for (int c = 0; c < ASCII; c++) {
                starting[c] |= shape.mayStartWith((char) c) ? 1L << i : 0;
                following[c] |= shape.mayFollow(c) ? 1L << i : 0;
            }
            spanning |= shape.spansLines() ? 1L << i : 0;
            starting[ASCII] |= shape.mayStartWith(ANY_LETTER) ? 1L << i : 0;
            following[ASCII] |= 1L << i;
            following[slot(Window.NOTHING)] |= 1L << i;
        }
        this.spanning = spanning;
        this.reach = Folded.MAX_SPREAD
                * candidates.stream().mapToInt(c -> c.shape().reach()).max().orElse(0);
    }

    private static int slot(int c) {
        return c < 0 ? ASCII + 1 : Math.min(c, ASCII);
    }

    /// The candidates that may begin at a place, one bit for each.
    private long admitted(Window window, int at) {
        return starting[slot(window.at(at))] & following[slot(window.before(at))];
    }

    /// Everything that can be detected, by name.
    public static List<Entity> entities() {
        return ENTITIES;
    }

    /// @throws IllegalArgumentException if there is no entity of one of these names
    public static Detectors of(Set<String> names) {
        for (String name : names) {
            if (ENTITIES.stream().noneMatch(entity -> entity.name().equals(name))) {
                throw new IllegalArgumentException("there is no entity `" + name + "`");
            }
        }
        return new Detectors(Catalog.ALL.stream()
                .filter(entry -> names.contains(entry.entity().name()))
                .flatMap(entry -> entry.shapes().stream()
                        .map(shape -> new Candidate(entry.entity().name(), shape)))
                .toList());
    }

    /// What one look at a text that may go on has brought.
    ///
    /// @param findings sorted, none overlaps another; all of them are final, whatever follows the text
    /// @param settled everything before this offset is decided; what follows may still become part of a
    ///     finding
    public record Scan(List<Finding> findings, int settled) {
        public Scan {
            findings = List.copyOf(findings);
        }
    }

    /// Looks through a text that arrives in pieces. Going on from `settled`, with the next piece
    /// appended, finds what would be found in the whole text at once; of what stands before `settled`,
    /// only the last [#LEFT_CONTEXT] chars need be kept.
    ///
    /// @param from where to begin; the character before it, if there is one, tells whether a word begins
    ///     here
    /// @param complete whether nothing follows; then `settled` is the end of the text
    public Scan scan(CharSequence text, int from, boolean complete) {
        return scan(text, from, complete, false);
    }

    /// Looks like [#scan], and tells all there is: findings may overlap, come in any order and end behind
    /// `settled`. Who hides what is found needs all: what the earliest overlaps would show its rest.
    public Scan every(CharSequence text, int from, boolean complete) {
        return scan(text, from, complete, true);
    }

    private Scan scan(CharSequence text, int from, boolean complete, boolean overlapping) {
        // Half a surrogate pair at the end is no character yet.
        int length = text.length();
        int end =
                !complete && length > from && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        int base = from == 0 ? 0 : Character.offsetByCodePoints(text, from, -1);
        Folded folded = Folded.of(text.subSequence(base, end));
        var window = new Window(folded.text(), complete);
        var findings = new ArrayList<Finding>();
        int at = 0;
        while (at < window.length() && base + folded.start(at) < from) {
            at++;
        }
        while (at < window.length()) {
            long admitted = admitted(window, at);
            List<Found> found = admitted == 0 ? List.of() : matches(admitted, window, at);
            if (window.ranOut()) {
                break;
            }
            if (found.isEmpty()) {
                at++;
                continue;
            }
            Found longest = longest(found);
            for (Found each : overlapping ? found : List.of(longest)) {
                findings.add(new Finding(
                        each.entity(),
                        base + folded.start(each.match().start()),
                        base + folded.end(each.match().end())));
            }
            at = overlapping ? at + 1 : longest.match().end();
        }
        return new Scan(findings, complete ? length : Math.max(from, base + folded.end(at)));
    }

    private record Found(String entity, Match match) {}

    private List<Found> matches(long admitted, Window window, int at) {
        List<Found> found = List.of();
        for (long left = admitted; left != 0; left &= left - 1) {
            Candidate candidate = candidates[Long.numberOfTrailingZeros(left)];
            Match match = candidate.match(window, at);
            if (match != null) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(new Found(candidate.entity(), match));
            }
        }
        return found;
    }

    /// Of those that are equally long, the one the catalog has first.
    private static Found longest(List<Found> found) {
        Found longest = found.getFirst();
        for (Found each : found) {
            longest = each.match().end() > longest.match().end() ? each : longest;
        }
        return longest;
    }

    /// All findings of a whole text, sorted, none overlapping another.
    public List<Finding> find(CharSequence text) {
        return scan(text, 0, true).findings();
    }

    /// Names of all entities in a whole text, those too that overlap others: `a@AKIA….com` is an address,
    /// and the key in it is found all the same. So are entities with any number of hidden or control
    /// characters in them, and keys that were broken into lines.
    public SortedSet<String> names(CharSequence text) {
        var names = new TreeSet<String>();
        every(text, 0, true).findings().forEach(finding -> names.add(finding.entity()));
        if (Unbroken.changes(text, false)) {
            addNames(Unbroken.of(text, false), ~0L, names);
        }
        names.addAll(spanning(text));
        return names;
    }

    /// Names of the keys in a whole text that were broken into lines or parts, as far as that can be told from a
    /// list of words or numbers.
    public SortedSet<String> spanning(CharSequence text) {
        var names = new TreeSet<String>();
        if (spanning != 0 && Unbroken.changes(text, true)) {
            addNames(Unbroken.of(text, true), spanning, names);
        }
        return names;
    }

    private void addNames(Unbroken text, long wanted, SortedSet<String> names) {
        Window window = text.window();
        for (int at = 0; at < window.length(); at++) {
            long admitted = admitted(window, at) & wanted;
            if (admitted != 0) {
                matches(admitted, window, at).forEach(found -> names.add(found.entity()));
            }
        }
    }

    /// The most characters [#scan] and [#every] leave unsettled: what a stream must be able to hold back.
    public int reach() {
        return reach;
    }
}
