// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.dsl.diagnostic.Diagnostic;

/// The policy files of a directory, or one file, as they were at one moment.
///
/// @param sources the files that could be read, by name
/// @param diagnostics one for each file that could not, or that is over a limit; its source is not in `sources`
/// @param files the bytes of every file in `sources` by its name, as they are on disk
/// @param data where those data files are
public record SourceSet(
        List<Source> sources, List<Diagnostic> diagnostics, SortedMap<String, byte[]> files, DataSource data) {

    /// Of one file; the parser refuses longer texts too.
    public static final int MAX_FILE_BYTES = 1 << 20;

    /// Of all files together.
    public static final int MAX_TOTAL_BYTES = 64 << 20;

    public static final int MAX_FILES = 10_000;

    /// Directories within directories.
    public static final int MAX_DIRECTORY_DEPTH = 32;

    public SourceSet {
        sources = List.copyOf(sources);
        diagnostics = List.copyOf(diagnostics);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Sources and data files at hand.
    ///
    /// @param sources each with a name of its own
    /// @param data by path relative to the policy directory with `/`
    /// @throws IllegalArgumentException if two sources have the same name
    public static SourceSet of(List<Source> sources, Map<String, byte[]> data) {
        var files = new TreeMap<String, byte[]>();
        for (Source source : sources) {
            if (files.put(source.name(), source.text().getBytes(StandardCharsets.UTF_8)) != null) {
                throw new IllegalArgumentException("two sources are named `" + source.name() + "`");
            }
        }
        return new SourceSet(sources, List.of(), files, DataSource.Memory.of(data));
    }

    /// The same of files as they were delivered together: those called `*.hpol` are the policies, the others are
    /// what their lists may name. Of what is too long, or no text, the diagnostics tell.
    public static SourceSet of(SortedMap<String, byte[]> files) {
        return SourceReader.read(files);
    }

    /// All that the policy set is, in the form that every checkout of it shares: what its revision is the hash of,
    /// and what is delivered. `docs/bundles.md` defines the form.
    ///
    /// @param read the data files that its lists name
    public SortedMap<String, byte[]> content(DataFiles read) {
        var content = new TreeMap<String, byte[]>();
        files.forEach((name, bytes) -> content.put(name, CanonicalText.of(bytes)));
        content.putAll(read.files());
        return content;
    }

    /// Begins to read the data files that lists name; each reading counts against the limits anew.
    public DataFiles dataFiles() {
        return new DataFiles(data);
    }

    /// The same with the data files that were read, and no others: however often it is compiled, it gives the same.
    public SourceSet with(DataFiles read) {
        return new SourceSet(sources, diagnostics, files, new DataSource.Memory(read.files()));
    }

    /// Whether a path can be read, for whoever has several and would rather know before the first one is.
    ///
    /// @throws NoSources if nothing is there, or a file whose name does not end in `.hpol`
    public static void check(Path root) throws NoSources {
        SourceReader.check(root);
    }

    /// Reads every `*.hpol` file below a directory, or one such file.
    ///
    /// Files are named by their path below the directory, with `/`; a single file by its file name. Left out are
    /// hidden files and directories (their name begins with `.`) and directories called `target`. Symbolic links
    /// are followed within the directory, each directory being read once; one that leads out of it is an error,
    /// because what it points at is not part of what was reviewed.
    ///
    /// @throws NoSources if there is nothing to read at all
    public static SourceSet read(Path root) throws NoSources {
        return new SourceReader(root).read();
    }

    /// Reads one policy that is in no file, up to the limit of a file. Its data files are below the working
    /// directory.
    ///
    /// @param name what to call it
    /// @throws IOException if the stream cannot be read
    public static SourceSet read(String name, InputStream text) throws IOException {
        return SourceReader.read(name, text);
    }
}
