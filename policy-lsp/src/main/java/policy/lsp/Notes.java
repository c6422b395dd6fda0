// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Range;
import policy.dsl.source.Source;
import policy.lsp.feature.Hints;
import policy.lsp.feature.Match;
import policy.lsp.feature.Matches;
import policy.lsp.feature.TestRuns;
import policy.lsp.workspace.View;

/// What stands behind declarations: results of tests, which hold for the text they ran on and no longer, and what rules
/// matched.
final class Notes {

    /// What rules matched is read again after so long at the earliest.
    private static final Duration REREAD = Duration.ofSeconds(20);

    private static final System.Logger LOG = System.getLogger(Notes.class.getName());

    private final Matches source;
    private final ZoneId zone;
    private final Map<View, Map<TestRuns.Test, TestRuns.Result>> results = new WeakHashMap<>();
    private Map<String, Match> matches = Map.of();
    private long readAtNanos = System.nanoTime() - REREAD.toNanos();

    Notes(Matches source, ZoneId zone) {
        this.source = source;
        this.zone = zone;
    }

    List<InlayHint> in(View view, Source text, Range range) {
        return new Hints(view, matches(), results(view), zone).in(text, range);
    }

    private synchronized Map<TestRuns.Test, TestRuns.Result> results(View view) {
        return Map.copyOf(results.getOrDefault(view, Map.of()));
    }

    synchronized void note(View view, Map<TestRuns.Test, TestRuns.Result> more) {
        results.computeIfAbsent(view, _ -> new java.util.HashMap<>()).putAll(more);
    }

    private synchronized Map<String, Match> matches() {
        if (System.nanoTime() - readAtNanos >= REREAD.toNanos()) {
            try {
                matches = Map.copyOf(source.read());
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "what rules matched cannot be read", e);
            }
            readAtNanos = System.nanoTime();
        }
        return matches;
    }
}
