// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import policy.dsl.ast.Name;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.lsp.index.NameIndex;
import policy.lsp.text.Lines;

/// A policy set as it was at one moment, with what is open in the editor over what is on disk. It never changes, so an
/// answer is about one text from beginning to end.
public final class View {

    private final Root root;
    private final long number;
    private final SourceSet sources;
    private final Map<String, Document> open;
    private final Map<Source, Parsed> earlier;
    private final Map<Source, Lines> lines = new HashMap<>();
    private Optional<List<Parsed>> parsed = Optional.empty();
    private Optional<NameIndex> index = Optional.empty();

    /// @param number grows with each change of the policy set
    /// @param open by name of the source
    /// @param earlier trees of texts that may be here again
    View(Root root, long number, SourceSet sources, Map<String, Document> open, Map<Source, Parsed> earlier) {
        this.root = root;
        this.number = number;
        this.sources = sources;
        this.open = Map.copyOf(open);
        this.earlier = earlier;
    }

    long number() {
        return number;
    }

    public Root root() {
        return root;
    }

    public SourceSet sources() {
        return sources;
    }

    /// The source with this name, if it can be read.
    public Optional<Source> source(String name) {
        return sources.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst();
    }

    /// Each source as the parser sees it, in their order; last those that cannot be read.
    public synchronized List<Parsed> parsed() {
        if (parsed.isEmpty()) {
            var trees = new ArrayList<Parsed>();
            for (Source source : sources.sources()) {
                Parsed known = earlier.get(source);
                trees.add(known == null ? Parser.parse(source) : known);
            }
            var unread = new SourceSet(List.of(), sources.diagnostics(), sources.files(), sources.data());
            trees.addAll(Parser.parse(unread));
            parsed = Optional.of(List.copyOf(trees));
        }
        return parsed.get();
    }

    public Optional<Parsed> parsed(String name) {
        return parsed().stream()
                .filter(one -> one.file().span().source().name().equals(name))
                .findFirst();
    }

    public synchronized NameIndex index() {
        if (index.isEmpty()) {
            index = Optional.of(NameIndex.of(parsed().stream().map(Parsed::file).toList()));
        }
        return index.get();
    }

    /// The name of the policy a file belongs to; empty if it does not say.
    public String policy(String name) {
        return parsed(name).flatMap(one -> one.file().policy()).map(Name::text).orElse("");
    }

    public synchronized Lines lines(Source source) {
        return lines.computeIfAbsent(source, one -> new Lines(one.text()));
    }

    /// The document of this name, if it is open.
    public Optional<Document> document(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /// The names of the documents that are open.
    public Set<String> open() {
        return open.keySet();
    }

    /// What the editor calls a source.
    public String uri(String name) {
        Document document = open.get(name);
        if (document != null) {
            return document.uri();
        }
        return switch (root) {
            case Root.Directory(var path) -> Uris.of(path.resolve(name));
            case Root.Alone(String uri) -> uri;
        };
    }

    /// The file a list of a source names, if it lies below the policy directory.
    public Optional<Path> dataFile(String source, String path) {
        if (!(root instanceof Root.Directory(Path directory))) {
            return Optional.empty();
        }
        try {
            Path file = directory.resolve(source).resolveSibling(path).normalize();
            return file.startsWith(directory) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /// Trees by text, for the view that comes after.
    synchronized Map<Source, Parsed> trees() {
        if (parsed.isEmpty()) {
            return earlier;
        }
        var trees = new HashMap<Source, Parsed>();
        parsed.get().forEach(one -> trees.put(one.file().span().source(), one));
        return trees;
    }
}
