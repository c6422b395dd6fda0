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

    private static final int ASCII = 128;
    private static final List<Entity> ENTITIES =
            Catalog.ALL.stream().map(Catalog::entity).toList();

    /// All there are.
    public static final Detectors ALL = of(ENTITIES.stream().map(Entity::name).collect(Collectors.toUnmodifiableSet()));

    private record Candidate(String entity, Shape shape) {}

    /// By first character; the last place is for all that are not ASCII.
    private final Candidate[][] byFirst = new Candidate[ASCII + 1][];

    private final int reach;

    private Detectors(List<Candidate> candidates) {
        for (int c = 0; c <= ASCII; c++) {
            char first = (char) (c < ASCII ? c : 'ä'); // a letter stands for what is not ASCII
            byFirst[c] = candidates.stream()
                    .filter(candidate -> candidate.shape().mayStartWith(first))
                    .toArray(Candidate[]::new);
        }
        this.reach = Folded.MAX_SPREAD
                * candidates.stream().mapToInt(c -> c.shape().reach()).max().orElse(0);
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
            Candidate[] candidates = byFirst[Math.min(window.at(at), ASCII)];
            Found found = candidates.length == 0 ? null : longest(candidates, window, at);
            if (window.ranOut()) {
                break;
            }
            if (found == null) {
                at++;
            } else {
                findings.add(new Finding(
                        found.entity(),
                        base + folded.start(found.match().start()),
                        base + folded.end(found.match().end())));
                at = found.match().end();
            }
        }
        return new Scan(findings, complete ? length : Math.max(from, base + folded.end(at)));
    }

    private record Found(String entity, Match match) {}

    private static @Nullable Found longest(Candidate[] candidates, Window window, int at) {
        Found longest = null;
        int before = window.at(at - 1);
        for (Candidate candidate : candidates) {
            Match match =
                    candidate.shape().mayFollow(before) ? candidate.shape().match(window, at) : null;
            if (match != null
                    && (longest == null || match.end() > longest.match().end())) {
                longest = new Found(candidate.entity(), match);
            }
        }
        return longest;
    }

    /// All findings of a whole text, sorted, none overlapping another.
    public List<Finding> find(CharSequence text) {
        return scan(text, 0, true).findings();
    }

    /// Names of all entities in a whole text, those too that overlap others: `a@AKIA….com` is an address,
    /// and the key in it is found all the same.
    public SortedSet<String> names(CharSequence text) {
        var names = new TreeSet<String>();
        var window = new Window(Folded.of(text).text(), true);
        for (int at = 0; at < window.length(); at++) {
            for (Candidate candidate : byFirst[Math.min(window.at(at), ASCII)]) {
                if (candidate.shape().mayFollow(window.at(at - 1))
                        && !names.contains(candidate.entity())
                        && candidate.shape().match(window, at) != null) {
                    names.add(candidate.entity());
                }
            }
        }
        return names;
    }

    /// The most characters [#scan] ever leaves unsettled: what a stream must be able to hold back.
    public int reach() {
        return reach;
    }
}
