// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits until a file below some directories is another than before. What the file system tells only wakes it: it looks
/// for itself then, and every few seconds besides, so that nothing is missed where events are lost, and
/// nothing is reported where a file was merely touched by its own run.
public final class Watch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final int LONGEST_BURST = 50;
    private static final int MAX_DEPTH = 32;
    private static final String BUILD_OUTPUT = "target";

    private final List<Path> roots;
    private final Set<Path> ignored;
    private final WatchService events;
    private Map<Path, Seen> seen;

    private record Seen(
            long size, long modifiedMillis, @Nullable Object key) {}

    /// @param roots directories, or files
    /// @param ignored files and directories that the run itself writes
    public Watch(List<Path> roots, Set<Path> ignored) throws IOException {
        this.roots =
                roots.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        this.ignored = Set.copyOf(
                ignored.stream().map(path -> path.toAbsolutePath().normalize()).toList());
        this.events = FileSystems.getDefault().newWatchService();
        this.seen = look();
    }

    /// Returns once there is a change, and no more of them for a moment.
    ///
    /// @throws InterruptedException if the thread is interrupted, or the watch closed
    public void await() throws InterruptedException {
        try {
            Map<Path, Seen> now = look();
            while (now.equals(seen)) {
                untilWoken();
                now = look();
            }
            seen = now;
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("the watch is closed");
        }
    }

    private void untilWoken() throws InterruptedException {
        WatchKey key = events.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        for (int i = 0; key != null && i < LONGEST_BURST; i++) {
            key.pollEvents();
            key.reset();
            key = events.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Registers every directory there is now, first; one that is registered already keeps its key.
    private Map<Path, Seen> look() {
        var found = new HashMap<Path, Seen>();
        for (Path root : roots) {
            try {
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Look(root, found));
            } catch (IOException notToBeRead) {
                // The run tells; it is looked for again.
            }
        }
        return found;
    }

    private final class Look extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Map<Path, Seen> found;

        Look(Path root, Map<Path, Seen> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            String name = directory.getFileName() == null
                    ? ""
                    : directory.getFileName().toString();
            boolean skipped = !directory.equals(root) && (name.startsWith(".") || name.equals(BUILD_OUTPUT));
            if (skipped || ignored.contains(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            register(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (file.equals(root) && root.getParent() != null) {
                register(root.getParent());
            }
            if (!ignored.contains(file)) {
                found.put(
                        file,
                        new Seen(
                                attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private void register(Path directory) throws IOException {
            directory.register(
                    events,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
