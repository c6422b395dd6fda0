// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import policy.protocols.detect.Finding;
import policy.runtime.decision.Obligation.Transform;

/// Findings that overlap, each with the one before it. They are hidden as one value, by the strongest transform any of
/// them demands: hiding each on its own would show what lies between.
record Cluster(List<Finding> findings, int start, int end) {

    private static final Comparator<Finding> ORDER = Comparator.comparingInt(Finding::start)
            .thenComparing(Comparator.comparingInt(Finding::end).reversed())
            .thenComparing(Finding::entity);

    static List<Cluster> of(List<Finding> findings) {
        var sorted = new ArrayList<>(findings);
        sorted.sort(ORDER);
        var clusters = new ArrayList<Cluster>();
        var current = new ArrayList<Finding>();
        int end = 0;
        for (Finding finding : sorted) {
            if (!current.isEmpty() && finding.start() >= end) {
                clusters.add(new Cluster(current, current.getFirst().start(), end));
                current = new ArrayList<>();
            }
            end = current.isEmpty() ? finding.end() : Math.max(end, finding.end());
            current.add(finding);
        }
        if (!current.isEmpty()) {
            clusters.add(new Cluster(current, current.getFirst().start(), end));
        }
        return clusters;
    }

    int length() {
        return end - start;
    }

    /// The finding that names the whole: of those whose transform is the strongest, the first.
    Finding leader(Disguise disguise) {
        Finding leader = findings.getFirst();
        for (Finding finding : findings) {
            Transform before = disguise.transform(leader.entity());
            leader = stronger(before, disguise.transform(finding.entity())).equals(before) ? leader : finding;
        }
        return leader;
    }

    /// What is left, behind a place within, of the finding that reaches furthest.
    Finding lastFrom(int place) {
        Finding last = findings.getFirst();
        for (Finding finding : findings) {
            last = finding.end() > last.end() ? finding : last;
        }
        return new Finding(last.entity(), place, last.end());
    }

    static List<Finding> findings(List<Cluster> clusters) {
        return clusters.stream().flatMap(cluster -> cluster.findings().stream()).toList();
    }

    /// The one that shows less.
    static Transform stronger(Transform one, Transform other) {
        if (one instanceof Transform.Partial(int shown) && other instanceof Transform.Partial(int shownByOther)) {
            return shown <= shownByOther ? one : other;
        }
        return one.strength() >= other.strength() ? one : other;
    }
}
