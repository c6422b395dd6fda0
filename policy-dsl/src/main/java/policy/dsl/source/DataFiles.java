// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// One reading of the data files that the lists of a policy set name: only those, each once, and never one outside the
/// policy directory. For one compilation, by one thread.
public final class DataFiles {

    public static final int MAX_FILE_BYTES = 16 << 20;

    /// Of all data files together.
    public static final int MAX_TOTAL_BYTES = 64 << 20;

    private final DataSource source;
    private final SortedMap<String, byte[]> read = new TreeMap<>();
    private long totalBytes;

    DataFiles(DataSource source) {
        this.source = source;
    }

    /// @param path relative to the policy file that names it, with `/`
    /// @param at the place that names it
    public DataFile read(String path, Span at) {
        try {
            return bytes(name(path, at.source().name()));
        } catch (Refused e) {
            return new DataFile.Unreadable(Diagnostic.of(
                    Code.P210,
                    "the data file `" + path + "` cannot be read",
                    at,
                    String.valueOf(e.getMessage()),
                    e.help));
        }
    }

    /// Every file read so far by its name, in the form that all checkouts share ([SourceSet#content]).
    public SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(read));
    }

    private DataFile bytes(String name) throws Refused {
        byte[] known = read.get(name);
        if (known != null) {
            return new DataFile.Read(name, known);
        }
        byte[] bytes = switch (source) {
            case DataSource.Memory memory ->
                Optional.ofNullable(memory.files().get(name)).orElseThrow(() -> missing(name));
            case DataSource.Directory directory -> fromDisk(directory.root(), name);
        };
        if (bytes.length > MAX_FILE_BYTES) {
            throw new Refused("longer than the " + MAX_FILE_BYTES + " bytes a data file holds at most");
        }
        totalBytes += bytes.length;
        if (totalBytes > MAX_TOTAL_BYTES) {
            throw new Refused("all data files together hold more than " + MAX_TOTAL_BYTES + " bytes");
        }
        byte[] canonical = CanonicalText.of(bytes);
        read.put(name, canonical);
        return new DataFile.Read(name, canonical);
    }

    private static byte[] fromDisk(Path root, String name) throws Refused {
        try {
            Path file = root.resolve(name).toRealPath();
            if (!file.startsWith(root.toRealPath())) {
                throw new Refused("a symbolic link leads out of the policy directory");
            }
            if (!Files.isRegularFile(file)) {
                throw new Refused("not a file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(MAX_FILE_BYTES + 1);
            }
        } catch (NoSuchFileException _) {
            throw missing(name);
        } catch (AccessDeniedException _) {
            throw new Refused("permission denied");
        } catch (IOException e) {
            throw new Refused(e.getClass().getSimpleName());
        } catch (InvalidPathException _) {
            throw new Refused("not a path of a file");
        }
    }

    private static Refused missing(String name) {
        return new Refused("there is no `" + name + "` in the policy directory");
    }

    /// The name of what a path means in the file of this name.
    private static String name(String path, String from) throws Refused {
        if (path.contains("\\")) {
            throw new Refused("not a path of a file", "directories are separated by `/`");
        }
        if (path.isEmpty() || path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
            throw new Refused(
                    "not a relative path", "name a file below the policy directory, such as `data/names.csv`");
        }
        Deque<String> parts = new ArrayDeque<>();
        int directory = from.lastIndexOf('/');
        String whole = directory < 0 ? path : from.substring(0, directory) + "/" + path;
        for (String part : whole.split("/", -1)) {
            if (part.equals("..") && parts.pollLast() == null) {
                throw new Refused("leads out of the policy directory", "move the file below the policy directory");
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.addLast(part);
            }
        }
        String name = String.join("/", parts);
        Optional<String> objection = PortableName.objection(name);
        if (objection.isPresent()) {
            throw new Refused(objection.get());
        }
        return name;
    }

    /// Why a file is not read, and what to do about it.
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final String[] help;

        Refused(String message, String... help) {
            super(message);
            this.help = help;
        }
    }
}
