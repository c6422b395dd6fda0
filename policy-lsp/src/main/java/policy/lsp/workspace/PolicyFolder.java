// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.parse.Parsed;
import policy.dsl.source.DataSource;
import policy.dsl.source.NoSources;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// One policy set while it is worked on. What is open in the editor stands over what is on disk; data files come from
/// disk. Whoever answers takes a [View], which later changes do not touch.
///
/// Guarded by itself: the editor's messages come on one thread, answers are computed on others.
public final class PolicyFolder {

    private final Root root;
    private final Map<String, Document> open = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private Optional<SourceSet> disk = Optional.empty();
    private Optional<View> view = Optional.empty();
    private Map<Source, Parsed> trees = Map.of();
    private long number;

    PolicyFolder(Root root) {
        this.root = root;
    }

    public Root root() {
        return root;
    }

    /// What this policy set calls a document; nothing if it does not belong here.
    Optional<String> name(String uri) {
        return switch (root) {
            case Root.Directory directory -> Uris.path(uri).flatMap(directory::name);
            case Root.Alone alone -> alone.uri().equals(uri) ? Optional.of(alone.name()) : Optional.empty();
        };
    }

    synchronized void put(String name, Document document) {
        open.put(name, document);
        changed();
    }

    synchronized void remove(String name) {
        open.remove(name);
        reread();
    }

    /// What is on disk may be another by now.
    public synchronized void reread() {
        disk = Optional.empty();
        changed();
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    private void changed() {
        view.ifPresent(before -> trees = before.trees());
        view = Optional.empty();
        number++;
    }

    public synchronized View view() {
        if (view.isEmpty()) {
            view = Optional.of(new View(root, number, overlaid(), open, trees));
        }
        return view.get();
    }

    /// Does something unless the policy set has changed since a view of it was taken: nothing is told of what was.
    ///
    /// @return whether it was done
    public synchronized boolean ifCurrent(View seen, Runnable telling) {
        boolean current = seen.number() == number;
        if (current) {
            telling.run();
        }
        return current;
    }

    /// Notes of which files something is told now.
    ///
    /// @return those of which something was told before, and nothing is now
    public synchronized Set<String> noLongerTold(Set<String> now) {
        var silent = new TreeSet<>(told);
        silent.removeAll(now);
        told.clear();
        told.addAll(now);
        return silent;
    }

    private SourceSet overlaid() {
        SourceSet below = disk.orElseGet(this::read);
        disk = Optional.of(below);
        var sources = new TreeMap<String, Source>();
        below.sources().forEach(source -> sources.put(source.name(), source));
        var files = new TreeMap<>(below.files());
        open.forEach((name, document) -> {
            sources.put(name, new Source(name, document.text()));
            files.put(name, document.text().getBytes(StandardCharsets.UTF_8));
        });
        List<Diagnostic> diagnostics = below.diagnostics().stream()
                .filter(one -> !open.containsKey(one.primary().span().source().name()))
                .toList();
        return new SourceSet(List.copyOf(sources.values()), diagnostics, files, below.data());
    }

    private SourceSet read() {
        return switch (root) {
            case Root.Directory(Path path) -> {
                try {
                    yield SourceSet.read(path);
                } catch (NoSources nothingYet) {
                    yield empty(new DataSource.Directory(path));
                }
            }
            case Root.Alone(String uri) ->
                empty(Uris.path(uri)
                        .flatMap(path -> Optional.ofNullable(path.getParent()))
                        .<DataSource>map(DataSource.Directory::new)
                        .orElseGet(() -> DataSource.Memory.of(Map.of())));
        };
    }

    private static SourceSet empty(DataSource data) {
        return new SourceSet(List.of(), List.of(), new TreeMap<>(), data);
    }
}
