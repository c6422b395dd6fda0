// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// One reading of a [SourceSet]: find the files, then read them in the order of their names.
final class SourceReader {

    private static final String SUFFIX = ".hpol";
    private static final String BUILD_OUTPUT = "target";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path root;
    private final SortedMap<String, Path> found = new TreeMap<>();
    private final Set<Path> visited = new HashSet<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private long totalBytes;

    SourceReader(Path root) {
        this.root = root;
    }

    /// One text that is in no file.
    static SourceSet read(String name, InputStream text) throws IOException {
        var reader = new SourceReader(Path.of(""));
        reader.accept(name, text.readNBytes(SourceSet.MAX_FILE_BYTES + 1));
        return reader.set(new DataSource.Directory(reader.root.toAbsolutePath()));
    }

    /// Files at hand: those with the suffix are policies, the others what lists may name.
    static SourceSet read(SortedMap<String, byte[]> files) {
        var reader = new SourceReader(Path.of(""));
        var data = new TreeMap<String, byte[]>();
        for (var file : files.entrySet()) {
            if (!file.getKey().endsWith(SUFFIX)) {
                data.put(file.getKey(), file.getValue());
            } else if (!reader.accept(file.getKey(), file.getValue())) {
                break;
            }
        }
        return reader.set(new DataSource.Memory(data));
    }

    /// Refuses what cannot hold policies, before anything is read. What is no regular file, such as a pipe of a
    /// shell, may have any name.
    static void check(Path root) throws NoSources {
        if (!Files.exists(root)) {
            throw new NoSources("`" + root + "` does not exist");
        }
        if (Files.isRegularFile(root) && !root.getFileName().toString().endsWith(SUFFIX)) {
            throw new NoSources("`" + root + "` is not a policy file, since its name does not end in " + SUFFIX
                    + "; leave it out, or rename it. To name all directories and no files, end the pattern with a"
                    + " slash: */");
        }
    }

    SourceSet read() throws NoSources {
        check(root);
        if (Files.isDirectory(root)) {
            findAll();
        } else {
            found.put(root.getFileName().toString(), root);
        }
        if (found.isEmpty() && diagnostics.isEmpty()) {
            throw new NoSources("`" + root + "` holds no " + SUFFIX + " file");
        }
        for (var file : found.entrySet()) {
            if (!read(file.getKey(), file.getValue())) {
                break;
            }
        }
        return set(new DataSource.Directory(directory()));
    }

    /// The policy directory: of a single file, the one it is in.
    private Path directory() {
        return Files.isDirectory(root)
                ? root
                : Objects.requireNonNull(root.toAbsolutePath().getParent(), "a file is in a directory");
    }

    private SourceSet set(DataSource data) {
        return new SourceSet(sources, Diagnostic.inOrder(diagnostics), files, data);
    }

    private void findAll() throws NoSources {
        try {
            find(root, root.toRealPath(), "", 0);
        } catch (IOException e) {
            throw new NoSources("`" + root + "` cannot be read: " + reason(e));
        }
    }

    /// @param prefix of the names of what is in this directory: empty, or ending in `/`
    private void find(Path directory, Path realRoot, String prefix, int depth) throws IOException {
        if (!visited.add(directory.toRealPath())) {
            return;
        }
        var entries = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        // Sorted, so that of two links to one directory always the same gives the names.
        for (Path entry : entries.stream().sorted().toList()) {
            String name = entry.getFileName().toString();
            if (!name.startsWith(".")) {
                try {
                    findEntry(entry, realRoot, prefix + name, depth);
                } catch (IOException e) {
                    refuse(prefix + name, "cannot be read: " + reason(e), "");
                }
            }
        }
    }

    private void findEntry(Path entry, Path realRoot, String name, int depth) throws IOException {
        boolean directory = Files.isDirectory(entry);
        boolean wanted =
                directory ? !name.endsWith("/" + BUILD_OUTPUT) && !name.equals(BUILD_OUTPUT) : name.endsWith(SUFFIX);
        if (!wanted) {
            return;
        }
        if (!entry.toRealPath().startsWith(realRoot)) {
            refuse(name, "a symbolic link leads out of the policy directory", "");
        } else if (!directory && !Files.isRegularFile(entry)) {
            refuse(name, "not a file", "");
        } else if (!directory && found.size() <= SourceSet.MAX_FILES) {
            found.put(name, entry);
        } else if (!directory) {
            return;
        } else if (depth < SourceSet.MAX_DIRECTORY_DEPTH) {
            find(entry, realRoot, name + "/", depth + 1);
        } else {
            refuse(name, "directories are nested more than " + SourceSet.MAX_DIRECTORY_DEPTH + " levels deep", "");
        }
    }

    /// False if there are too many, or too large together.
    private boolean read(String name, Path path) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(SourceSet.MAX_FILE_BYTES + 1);
        } catch (IOException e) {
            refuse(name, "cannot be read: " + reason(e), "");
            return true;
        }
        return accept(name, bytes);
    }

    private boolean accept(String name, byte[] bytes) {
        totalBytes += bytes.length;
        if (sources.size() == SourceSet.MAX_FILES || totalBytes > SourceSet.MAX_TOTAL_BYTES) {
            refuse(
                    name,
                    "a policy set has at most " + SourceSet.MAX_FILES + " files and " + SourceSet.MAX_TOTAL_BYTES
                            + " bytes",
                    "this file and those after it are not read");
            return false;
        }
        Optional<String> objection = PortableName.objection(name);
        if (objection.isPresent()) {
            refuse(name, objection.get(), "");
        } else if (bytes.length > SourceSet.MAX_FILE_BYTES) {
            refuse(name, "a policy file holds at most " + SourceSet.MAX_FILE_BYTES + " bytes", "longer than that");
        } else {
            decode(name, bytes);
        }
        return true;
    }

    private void decode(String name, byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // One char for each byte is always enough.
        var chars = CharBuffer.allocate(bytes.length);
        boolean malformed = decoder.decode(ByteBuffer.wrap(bytes), chars, true).isError();
        int good = chars.position();
        if (malformed) {
            var source = new Source(name, new String(bytes, StandardCharsets.UTF_8));
            diagnostics.add(Diagnostic.of(
                    Code.P001,
                    "not UTF-8",
                    new Span(source, good, Math.min(good + 1, source.text().length())),
                    "these bytes are no character",
                    "save the file as UTF-8"));
            return;
        }
        String text = chars.flip().toString();
        sources.add(new Source(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        files.put(name, bytes);
    }

    private void refuse(String name, String message, String label) {
        var nothing = new Source(name, "");
        diagnostics.add(Diagnostic.of(Code.P001, message, new Span(nothing, 0, 0), label));
    }

    /// What went wrong, without the path, which the message names already.
    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName();
    }
}
