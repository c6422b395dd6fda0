// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import policy.cli.diff.Git.Entry;
import policy.dsl.source.DataFiles;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// Files of a revision in a directory of their own, so that they are read as any directory is. Closing takes it away.
///
/// @param directory where they are until then
record Extract(Path directory) implements AutoCloseable {

    private static final String POLICY = ".hpol";

    /// What lists are read from.
    private static final List<String> LISTS = List.of(".txt", ".csv", ".json");
    private static final long MOST_BYTES = SourceSet.MAX_TOTAL_BYTES + DataFiles.MAX_TOTAL_BYTES;
    private static final String SYMBOLIC_LINK = "120000";

    static Extract of(Git git, List<Entry> entries) throws NoSources, IOException {
        var extract = new Extract(Files.createTempDirectory("hpol-diff"));
        try {
            extract.write(git, entries.stream().filter(Extract::isWanted).toList());
            return extract;
        } catch (NoSources | IOException | RuntimeException e) {
            extract.close();
            throw e;
        }
    }

    /// A list that is too long to be read is left out, and missed only by who reads it.
    private static boolean isWanted(Entry entry) {
        boolean list = LISTS.stream().anyMatch(entry.path()::endsWith)
                && entry.bytes() <= DataFiles.MAX_FILE_BYTES
                && !entry.mode().equals(SYMBOLIC_LINK);
        return list || entry.path().endsWith(POLICY);
    }

    private void write(Git git, List<Entry> entries) throws NoSources, IOException {
        long left = MOST_BYTES;
        try (Git.Objects objects = git.objects()) {
            for (Entry entry : entries) {
                Path target = directory.resolve(entry.path()).normalize();
                if (entry.mode().equals(SYMBOLIC_LINK) || !target.startsWith(directory)) {
                    throw new NoSources("`" + entry.path() + "` is a symbolic link in that revision; check it out, and"
                            + " compare the directories");
                }
                byte[] content = objects.read(entry.object(), DataFiles.MAX_FILE_BYTES);
                left -= content.length;
                if (left < 0) {
                    throw new NoSources("policies and lists of the revision hold more than " + MOST_BYTES
                            + " bytes; name the directory they are in");
                }
                Files.createDirectories(target.getParent());
                Files.write(target, content);
            }
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
