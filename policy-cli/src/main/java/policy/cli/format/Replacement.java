// SPDX-License-Identifier: Apache-2.0
package policy.cli.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Objects;

/// Puts new content into a file's place at once: whoever looks, and whatever happens, finds the old or the new.
final class Replacement {

    private Replacement() {}

    /// The new file has the permissions of the old one, and its owner and group where that is allowed. A symbolic
    /// link stays one; what it points at is replaced.
    ///
    /// @param before what the file must still hold
    /// @throws IOException if it cannot be written, or holds something else by now; then it is as it was
    static void of(Path path, byte[] before, byte[] after) throws IOException {
        Path file = path.toRealPath();
        if (!Files.isWritable(file)) {
            throw new AccessDeniedException(path.toString());
        }
        Path directory = Objects.requireNonNull(file.getParent(), "a file is in a directory");
        // Hidden, so that nobody who reads the directory meanwhile takes it for a policy.
        Path fresh = Files.createTempFile(directory, "." + file.getFileName(), ".tmp");
        try {
            write(fresh, after);
            keepAttributes(file, fresh);
            if (!Arrays.equals(Files.readAllBytes(file), before)) {
                throw new IOException(path + " was changed by somebody else meanwhile; it is left as it is");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// It is on the disk when this returns, so that a crash cannot leave an empty file behind the move.
    private static void write(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void keepAttributes(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes fresh = view.readAttributes();
        try {
            if (!fresh.group().equals(old.group())) {
                view.setGroup(old.group());
            }
            if (!fresh.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
        } catch (IOException e) {
            // Only root may give files away. Who may write here may own what is written.
        }
        view.setPermissions(old.permissions());
    }
}
