// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The real file system.
final class FileDisk implements Disk {

    private static final int ZEROS = 1 << 20;

    @Override
    public void allocate(Path file, long bytes) throws IOException {
        Files.deleteIfExists(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var zeros = ByteBuffer.allocateDirect(ZEROS);
            for (long written = 0; written < bytes; ) {
                zeros.clear().limit((int) Math.min(ZEROS, bytes - written));
                written += channel.write(zeros);
            }
            channel.force(true);
        }
    }

    @Override
    public Output open(Path file) throws IOException {
        return new OpenFile(FileChannel.open(file, StandardOpenOption.WRITE));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(to);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (var channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        rename(next, file);
    }

    private static void forceDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private record OpenFile(FileChannel channel) implements Output {

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false); // the length never changes
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
