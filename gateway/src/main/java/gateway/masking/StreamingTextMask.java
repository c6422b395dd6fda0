// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import policy.protocols.detect.Finding;
import policy.runtime.decision.Obligation.Transform;

/// Masks a text as it streams, with the result masking it as a whole would have, however it is cut into pieces.
///
/// Each push looks at what is held back together with a little of what was let go before it (a finding may depend on
/// what precedes it). Let go is what lies before the place where more text could still change something
/// ([Finder#open]) and is not part of a cluster of findings that goes beyond that place. So at most [#bound] characters
/// are ever held back; a chain of overlapping findings that is longer than one finding can be is hidden by one label as
/// soon as that is known.
final class StreamingTextMask implements TextMask {

    private final Finder finder;
    private final Disguise disguise;
    private final Map<String, Integer> counts = new HashMap<>();

    /// What was let go and still matters, then what is held back.
    private final StringBuilder window = new StringBuilder();
    /// Where in the window the part held back begins.
    private int held;
    /// Whether the text began before the window.
    private boolean cut;
    /// Whether a cluster that starts exactly at `held` is the rest of one whose label is already out.
    private boolean labelled;

    StreamingTextMask(Finder finder, Disguise disguise) {
        this.finder = finder;
        this.disguise = disguise;
    }

    /// The most characters that can be held back between two pieces: an unfinished finding, one that overlaps it,
    /// and half a surrogate pair.
    static int bound(Finder finder) {
        return 2 * finder.reach() + 1;
    }

    /// How many characters are held back now.
    int heldBack() {
        return window.length() - held;
    }

    @Override
    public String push(CharSequence piece) {
        if (piece.isEmpty()) {
            return "";
        }
        window.append(piece);
        int length = window.length();
        int open = Math.max(finder.open(window), length - finder.reach());
        return release(Math.clamp(open, held, length), false);
    }

    @Override
    public String finish() {
        return release(window.length(), true);
    }

    @Override
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /// @param settled before this place nothing will change any more
    private String release(int settled, boolean complete) {
        if (held == window.length()) {
            return "";
        }
        var out = new StringBuilder();
        int done = held;
        for (Cluster cluster : Cluster.of(finalFindings(settled))) {
            boolean unfinished = cluster.end() > settled && !complete;
            boolean toldAlready = labelled && cluster.start() == held;
            out.append(window, done, cluster.start());
            if (unfinished && cluster.length() <= finder.reach()) {
                return letGo(out, cluster.start(), toldAlready);
            }
            if (!toldAlready) {
                out.append(replacement(cluster));
            }
            if (unfinished) {
                return letGo(out, cluster.last().start(), true);
            }
            done = cluster.end();
        }
        int end = complete ? window.length() : beforeHalfPair(done, settled);
        out.append(window, done, end);
        return letGo(out, end, labelled && end == held);
    }

    private String letGo(StringBuilder out, int end, boolean inChain) {
        labelled = inChain;
        forgetBefore(end);
        return out.toString();
    }

    private List<Finding> finalFindings(int settled) {
        int believable = cut ? finder.lookBehind() : 0;
        return finder.find(window).stream()
                .filter(f -> f.start() < settled && f.end() > held && f.start() >= believable)
                .map(f -> new Finding(f.entity(), Math.max(f.start(), held), f.end()))
                .toList();
    }

    private String replacement(Cluster cluster) {
        // A long chain may not be known to its end: its label must not depend on what is still to come.
        boolean whole = cluster.length() <= finder.reach();
        String entity = (whole ? cluster.leader(disguise) : cluster.findings().getFirst()).entity();
        counts.merge(entity, 1, Integer::sum);
        if (!whole) {
            return disguise.label(entity);
        }
        Transform transform = disguise.transform(entity);
        return disguise.replace(entity, transform, window.substring(cluster.start(), cluster.end()));
    }

    private int beforeHalfPair(int from, int end) {
        return end > from && Character.isHighSurrogate(window.charAt(end - 1)) ? end - 1 : end;
    }

    private void forgetBefore(int end) {
        // Twice what a finding looks back at, so that even one that starts in the first half of it is seen rightly.
        int start = Math.max(0, end - 2 * finder.lookBehind());
        cut |= start > 0;
        window.delete(0, start);
        held = end - start;
    }
}
