// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import policy.protocols.detect.Detectors;
import policy.protocols.detect.Finding;

/// Masks a text as it streams, with the result masking it as a whole would have, however it is cut.
///
/// Two places move through the text. Before `settled` everything that begins is found and final. Before
/// `held` everything is let go: what is settled and in no cluster of findings that goes beyond it. So at
/// most [#bound] characters are held back. A chain of overlapping findings longer than any one of them can
/// be is hidden by one label as soon as that is known.
final class StreamingTextMask implements TextMask {

    /// A text of which much is unsettled (a private key, say) is looked at again only when it has grown by
    /// this part of that; or a target could send it byte by byte and have it read as often.
    private static final int REREAD = 32;

    private final Detectors detectors;
    private final Disguise disguise;
    private final Map<String, Integer> counts = new HashMap<>();

    /// What was let go and still matters, then what is held back.
    private final StringBuilder window = new StringBuilder();
    private int held;
    private int settled;
    /// How long the window was when it was last looked at.
    private int seen;
    /// Findings that are final and held back.
    private List<Finding> findings = new ArrayList<>();
    /// Whether a cluster that begins exactly at `held` is the rest of one whose label is already out.
    private boolean labelled;

    StreamingTextMask(Detectors detectors, Disguise disguise) {
        this.detectors = detectors;
        this.disguise = disguise;
    }

    /// The most characters held back between two pieces: what is unsettled, grown by what is not looked at
    /// yet, and a cluster that reaches into it.
    static int bound(Detectors detectors) {
        int unsettled = detectors.reach() + Detectors.LEFT_CONTEXT;
        return unsettled + unsettled / REREAD + detectors.reach();
    }

    /// How many characters are held back now.
    int heldBack() {
        return window.length() - held;
    }

    @Override
    public String push(CharSequence piece) {
        window.append(piece);
        int grown = window.length() - seen;
        return grown == 0 || grown < (seen - settled) / REREAD ? "" : look(false);
    }

    @Override
    public String finish() {
        return look(true);
    }

    @Override
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    private String look(boolean complete) {
        Detectors.Scan scan = detectors.every(window, settled, complete);
        findings.addAll(scan.findings());
        settled = scan.settled();
        seen = window.length();
        if (findings.isEmpty()) {
            String plain = window.substring(held, settled);
            forget(settled, List.of());
            return plain;
        }
        return release(Cluster.of(findings));
    }

    private String release(List<Cluster> clusters) {
        var out = new StringBuilder();
        int done = held;
        for (int i = 0; i < clusters.size(); i++) {
            Cluster cluster = clusters.get(i);
            boolean unfinished = cluster.end() > settled;
            boolean chain = cluster.length() > detectors.reach();
            boolean told = labelled && cluster.start() == held;
            out.append(window, done, Math.min(cluster.start(), settled));
            if (unfinished && !chain) {
                labelled = told;
                forget(Math.min(cluster.start(), settled), Cluster.findings(clusters.subList(i, clusters.size())));
                return out.toString();
            }
            if (!told) {
                out.append(replacement(cluster, chain));
            }
            if (unfinished) {
                var rest = new ArrayList<>(Cluster.findings(clusters.subList(i + 1, clusters.size())));
                rest.add(cluster.lastFrom(settled));
                labelled = true;
                forget(settled, rest);
                return out.toString();
            }
            done = cluster.end();
        }
        out.append(window, done, settled);
        labelled = false;
        forget(settled, List.of());
        return out.toString();
    }

    private String replacement(Cluster cluster, boolean chain) {
        // A chain may not be known to its end: its label must not depend on what is still to come.
        String entity = (chain ? cluster.findings().getFirst() : cluster.leader(disguise)).entity();
        counts.merge(entity, 1, Integer::sum);
        return chain
                ? disguise.label(entity)
                : disguise.replace(
                        entity, disguise.transform(entity), window.substring(cluster.start(), cluster.end()));
    }

    /// Lets go of what stands before a place, but for what a scan that goes on from `settled` looks at.
    private void forget(int before, List<Finding> rest) {
        int dropped = Math.max(0, Math.min(before, settled - Detectors.LEFT_CONTEXT));
        window.delete(0, dropped);
        held = before - dropped;
        settled -= dropped;
        seen -= dropped;
        findings = new ArrayList<>();
        rest.forEach(f -> findings.add(new Finding(f.entity(), f.start() - dropped, f.end() - dropped)));
    }
}
