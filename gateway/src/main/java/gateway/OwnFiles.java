// SPDX-License-Identifier: Apache-2.0
package gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// What the gateway keeps, made so that only its own user can read it where the file system knows users.
final class OwnFiles {

    static final int KEY_BYTES = 32;

    private OwnFiles() {}

    /// Makes a directory if it is missing; one that is there stays as the operator made it.
    static void directory(Path directory) throws IOException {
        Files.createDirectories(directory, only(directory, "rwx------"));
    }

    /// A random key of this installation, made when it is first needed.
    ///
    /// @throws IOException if it can be neither read nor made, or is not a key
    static byte[] key(Path file) throws IOException {
        if (!Files.exists(file)) {
            makeKey(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException("%s should hold %d bytes; restore it, or remove it to have a new one made"
                    .formatted(file, KEY_BYTES));
        }
        return key;
    }

    private static void makeKey(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, only(file, "rw-------"))) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] only(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
