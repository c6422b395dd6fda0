// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/// The policy sets an editor has before it, and which of them a document belongs to.
public final class Workspace {

    /// Documents that are open at a time; those over it are not looked at.
    static final int MAX_DOCUMENTS = 2_000;

    /// Policy directories; those over it are not looked at.
    static final int MAX_FOLDERS = 200;

    private final Map<Root, PolicyFolder> folders = new LinkedHashMap<>();
    private final Map<String, Document> documents = new HashMap<>();

    /// A document in its policy set.
    public record Place(PolicyFolder folder, View view, String name) {}

    public synchronized void add(Path directory) {
        if (folders.size() < MAX_FOLDERS) {
            var root = new Root.Directory(directory.toAbsolutePath().normalize());
            folders.computeIfAbsent(root, PolicyFolder::new);
            moveIn();
        }
    }

    /// @return what was the policy set there, if there was one
    public synchronized Optional<PolicyFolder> remove(Path directory) {
        Optional<PolicyFolder> removed = Optional.ofNullable(
                folders.remove(new Root.Directory(directory.toAbsolutePath().normalize())));
        moveIn();
        return removed;
    }

    /// Documents that were alone may belong to a directory now, and the other way round.
    private void moveIn() {
        folders.keySet().removeIf(Root.Alone.class::isInstance);
        documents.values().forEach(this::place);
    }

    private void place(Document document) {
        PolicyFolder folder = folder(document.uri())
                .orElseGet(() -> folders.computeIfAbsent(new Root.Alone(document.uri()), PolicyFolder::new));
        folder.name(document.uri()).ifPresent(name -> folder.put(name, document));
    }

    /// @return the policy set it is part of; nothing if there are too many documents
    public synchronized Optional<PolicyFolder> open(Document document) {
        if (documents.size() >= MAX_DOCUMENTS && !documents.containsKey(document.uri())) {
            return Optional.empty();
        }
        documents.put(document.uri(), document);
        place(document);
        return folder(document.uri());
    }

    /// @return nothing if it is not open
    public synchronized Optional<PolicyFolder> change(
            String uri, int version, List<TextDocumentContentChangeEvent> changes) {
        Document before = documents.get(uri);
        return before == null ? Optional.empty() : open(before.edited(version, changes));
    }

    public synchronized Optional<PolicyFolder> close(String uri) {
        documents.remove(uri);
        Optional<PolicyFolder> folder = folder(uri);
        folder.ifPresent(one -> {
            one.name(uri).ifPresent(one::remove);
            if (one.root() instanceof Root.Alone) {
                folders.remove(one.root());
            }
        });
        return folder;
    }

    /// The innermost directory a document belongs to; else itself.
    private Optional<PolicyFolder> folder(String uri) {
        return folders.values().stream()
                .filter(folder -> folder.name(uri).isPresent())
                .max((a, b) -> Integer.compare(depth(a.root()), depth(b.root())));
    }

    private static int depth(Root root) {
        return switch (root) {
            case Root.Directory(Path path) -> path.getNameCount();
            case Root.Alone _ -> -1;
        };
    }

    /// A document and all it belongs to, as it is right now.
    public synchronized Optional<Place> place(String uri) {
        return folder(uri)
                .flatMap(folder -> folder.name(uri).map(name -> new Place(folder, folder.view(), name)))
                .filter(place -> place.view().source(place.name()).isPresent());
    }

    public synchronized Collection<PolicyFolder> folders() {
        return new ArrayList<>(folders.values());
    }
}
