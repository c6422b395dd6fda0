// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;
import policy.dsl.source.Source;
import policy.lsp.feature.Hints;
import policy.lsp.feature.Match;
import policy.lsp.feature.Matches;
import policy.lsp.feature.TestRuns;
import policy.lsp.workspace.PolicyFolder;
import policy.lsp.workspace.View;
import policy.lsp.workspace.Workspace;

/// What stands behind declarations: results of tests, which hold for the revision they ran on and no other, and what
/// rules matched.
final class Notes {

    /// What rules matched is read again after so long at the earliest.
    private static final Duration REREAD = Duration.ofSeconds(20);

    private static final System.Logger LOG = System.getLogger(Notes.class.getName());

    /// What came of tests of one policy set.
    ///
    /// @param revision the one they ran on
    private record Ran(String revision, Map<TestRuns.Test, TestRuns.Result> results) {}

    private final Matches source;
    private final ZoneId zone;
    private final Map<View, String> revisions = new WeakHashMap<>();
    private final Map<PolicyFolder, Ran> ran = new WeakHashMap<>();
    private Map<String, Match> matches = Map.of();
    private long readAtNanos = System.nanoTime() - REREAD.toNanos();

    Notes(Matches source, ZoneId zone) {
        this.source = source;
        this.zone = zone;
    }

    List<InlayHint> in(Workspace.Place place, Source text, Range range) {
        return new Hints(place.view(), matches(), results(place), zone).in(text, range);
    }

    /// None before it is known which revision the text in the editor is.
    private synchronized Map<TestRuns.Test, TestRuns.Result> results(Workspace.Place place) {
        @Nullable Ran known = ran.get(place.folder());
        return known != null && known.revision().equals(revisions.get(place.view())) ? known.results() : Map.of();
    }

    synchronized void note(Workspace.Place place, TestRuns.Run run) {
        revisions.put(place.view(), run.revision());
        @Nullable Ran before = ran.get(place.folder());
        var results = new HashMap<TestRuns.Test, TestRuns.Result>();
        if (before != null && before.revision().equals(run.revision())) {
            results.putAll(before.results());
        }
        results.putAll(run.results());
        ran.put(place.folder(), new Ran(run.revision(), Map.copyOf(results)));
    }

    /// Learns which revision a policy set is now.
    ///
    /// @return whether there are results of tests, to be shown again or not any more
    synchronized boolean learn(PolicyFolder folder, View view, Optional<String> revision) {
        revision.ifPresent(known -> revisions.put(view, known));
        return ran.containsKey(folder);
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
