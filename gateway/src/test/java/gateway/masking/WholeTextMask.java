// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import java.util.BitSet;
import java.util.List;
import policy.protocols.detect.Finding;

/// The obvious way to mask a text that is there as a whole; what streaming is measured against.
final class WholeTextMask {

    private WholeTextMask() {}

    static String masked(String text, Finder finder, Disguise disguise) {
        List<Finding> findings = finder.find(text);
        var hidden = new BitSet();
        for (Finding finding : findings) {
            hidden.set(finding.start(), finding.end());
        }
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            if (!hidden.get(at)) {
                out.append(text.charAt(at++));
                continue;
            }
            int end = at + 1;
            for (boolean grown = true; grown; ) {
                int reached = end;
                for (Finding finding : findings) {
                    boolean overlaps = finding.start() < reached && finding.end() > start;
                    end = overlaps ? Math.max(end, finding.end()) : end;
                }
                grown = end > reached;
            }
            int stop = end;
            List<Finding> inside = findings.stream()
                    .filter(f -> f.start() >= start && f.end() <= stop)
                    .toList();
            Cluster cluster = Cluster.of(inside).getFirst();
            boolean chain = stop - start > finder.reach();
            String entity = chain
                    ? cluster.findings().getFirst().entity()
                    : cluster.leader(disguise).entity();
            out.append(
                    chain
                            ? disguise.label(entity)
                            : disguise.replace(entity, disguise.transform(entity), text.substring(start, stop)));
            at = stop;
        }
        return out.toString();
    }
}
