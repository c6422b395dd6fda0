// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import gateway.recording.log.LogVerifier;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a folder to one demo: it is taken before anything there is changed, and held as long as the demo runs.
///
/// @param channel of the file that is locked
record DemoLock(FileChannel channel) implements Closeable {

    /// @param evidence where a gateway started by hand may write, too
    /// @throws IllegalStateException with what to do if somebody else runs there
    static DemoLock take(Path folder, Path evidence) throws IOException {
        if (LogVerifier.isInUse(evidence)) {
            throw taken(folder);
        }
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DemoLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // another demo of this process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw taken(folder);
    }

    private static IllegalStateException taken(Path folder) {
        return new IllegalStateException(
                "a demo runs in %s already; stop it (Ctrl-C where it runs), or say --data DIR for another place"
                        .formatted(folder));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
