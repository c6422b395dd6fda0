// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says when something below a directory may have changed: soon after the file system tells, once for a
/// burst, and every few seconds whether it told or not (a directory swapped as a whole, a network file
/// system, events lost).
final class DirectoryWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DirectoryWatch.class.getName());

    private static final Duration RESCAN_EVERY = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final int LONGEST_BURST = 100;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Path directory;
    private final int depth;
    private final Reaction reaction;
    private final WatchService events;
    private final Thread thread;
    private volatile boolean stopping;

    /// What to do when something may have changed.
    interface Reaction {
        void run() throws InterruptedException;
    }

    private DirectoryWatch(Path directory, int depth, Reaction reaction) throws IOException {
        this.directory = directory;
        this.depth = depth;
        this.reaction = reaction;
        this.events = directory.getFileSystem().newWatchService();
        this.thread = Thread.ofPlatform().name("policy-watch").daemon().unstarted(this::follow);
    }

    /// @param depth how many levels of directories are watched, this one included
    static DirectoryWatch start(Path directory, int depth, Reaction reaction) {
        try {
            var watch = new DirectoryWatch(directory, depth, reaction);
            watch.register();
            watch.thread.start();
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException("the policy directory cannot be watched", e);
        }
    }

    private void follow() {
        while (!stopping) {
            try {
                register(); // first, so that what changes during the reaction is not missed
                reaction.run();
                awaitChange();
            } catch (InterruptedException | ClosedWatchServiceException e) {
                return; // only [#close] does either
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                LOG.log(System.Logger.Level.ERROR, "following the policy directory failed; it is tried again", e);
                pauseAfterFailure();
            }
        }
    }

    private void awaitChange() throws InterruptedException {
        WatchKey key = events.poll(RESCAN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        for (int i = 0; key != null && i < LONGEST_BURST; i++) {
            key.pollEvents();
            key.reset();
            key = events.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(RESCAN_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Registers every directory there is now; one that is registered already keeps its key.
    private void register() throws IOException {
        Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                if (!visited.equals(directory)
                        && visited.getFileName().toString().startsWith(".")) {
                    return FileVisitResult.SKIP_SUBTREE; // .git changes all the time and holds no policy
                }
                visited.register(
                        events,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE; // gone meanwhile, or not to be read: reading the policies tells
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            events.close();
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the watch on the policy directory did not close", e);
        }
    }
}
