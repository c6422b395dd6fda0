// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// Keeps a log to one writer.
///
/// The operating system drops a process's lock on a file as soon as the process closes *any* descriptor of it. So this
/// process remembers what it holds, and never opens the file a second time.
final class DirectoryLock implements Closeable {

    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws LogFailure if another process, or another log in this one, holds the directory
    static synchronized DirectoryLock take(LogDirectory directory) throws IOException, LogFailure {
        Path file = directory.path().toRealPath().resolve(directory.lock().getFileName());
        if (!HELD_HERE.add(file)) {
            throw held(directory);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw held(directory);
            }
            return new DirectoryLock(file, channel);
        } catch (IOException | LogFailure | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(file);
            throw e;
        }
    }

    /// Whether somebody is writing this log at the moment, as far as can be told.
    static synchronized boolean isHeld(LogDirectory directory) throws IOException {
        Path file = directory.path().toRealPath().resolve(directory.lock().getFileName());
        if (HELD_HERE.contains(file)) {
            return true;
        }
        if (!file.toFile().exists()) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock probe = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return probe == null;
        }
    }

    private static LogFailure held(LogDirectory directory) {
        return new LogFailure(directory.path() + " is in use by another gateway");
    }

    @Override
    public void close() throws IOException {
        synchronized (DirectoryLock.class) {
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
