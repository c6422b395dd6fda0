// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.util.BitSet;
import java.util.List;
import policy.protocols.detect.Detectors;
import policy.protocols.detect.Finding;

/// The obvious way to mask a text that is there as a whole; what streaming is measured against.
final class WholeTextMask {

    private WholeTextMask() {}

    static String masked(String text, Detectors detectors, Disguise disguise) {
        List<Finding> findings = detectors.every(text, 0, true).findings();
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = endOfHidden(findings, text.length(), at);
            if (end == at) {
                out.append(text.charAt(at++));
                continue;
            }
            out.append(replacement(text, detectors, disguise, findings, at, end));
            at = end;
        }
        return out.toString();
    }

    /// Marks what is hidden, then looks how far findings lead from one to the next.
    private static int endOfHidden(List<Finding> findings, int length, int start) {
        var joined = new BitSet(length); // i: the characters i and i + 1 are in one finding
        var hidden = new BitSet(length);
        for (Finding finding : findings) {
            hidden.set(finding.start(), finding.end());
            joined.set(finding.start(), finding.end() - 1);
        }
        return hidden.get(start) ? joined.nextClearBit(start) + 1 : start;
    }

    private static String replacement(
            String text, Detectors detectors, Disguise disguise, List<Finding> findings, int start, int end) {
        Cluster cluster = Cluster.of(findings.stream()
                        .filter(f -> f.start() >= start && f.end() <= end)
                        .toList())
                .getFirst();
        boolean chain = end - start > detectors.reach();
        if (chain) {
            return disguise.label(cluster.findings().getFirst().entity());
        }
        String entity = cluster.leader(disguise).entity();
        return disguise.replace(entity, disguise.transform(entity), text.substring(start, end));
    }
}
