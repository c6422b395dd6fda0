// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// Puts new content into a file's place at once: whoever looks, and whatever happens, finds the old or the new.
public final class WholeFile {

    private WholeFile() {}

    /// It is on disk when this returns.
    ///
    /// @param permissions such as `rw-r--r--`, where the file system knows them
    public static void replace(Path file, byte[] content, String permissions) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        Path fresh = Files.createTempFile(directory, "." + file.getFileName(), ".tmp");
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (var moved = FileChannel.open(directory, StandardOpenOption.READ)) {
                moved.force(true);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
