// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import policy.runtime.revision.Revision;

/// Files in one file: a tar archive (POSIX.1-1988 ustar) of which every byte follows from the names and contents. So
/// any tool unpacks it, and reading is strict without being clever: what is not byte for byte what would have been
/// written is refused. Links, directories, attributes, duplicates, another order, bytes before, between or behind are.
///
/// Nothing is compressed, so nothing grows when it is read.
final class Archive {

    static final int BLOCK = 512;

    private Archive() {}

    /// @param content not copied
    record Entry(String name, byte[] content) {}

    /// @param entries in the order of their names' bytes
    /// @throws IllegalArgumentException if a name cannot be written
    static byte[] write(List<Entry> entries) {
        var out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            out.writeBytes(TarHeader.of(entry.name(), entry.content().length));
            out.writeBytes(entry.content());
            out.writeBytes(new byte[padding(entry.content().length)]);
        }
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static int padding(int length) {
        return (BLOCK - length % BLOCK) % BLOCK;
    }

    static List<Entry> read(byte[] archive) throws RefusedBundle {
        if (archive.length > BundleLimits.MAX_BYTES) {
            throw tooLong();
        }
        var entries = new ArrayList<Entry>();
        int at = 0;
        while (!isZero(archive, at, block(archive, at))) {
            if (entries.size() > BundleLimits.MAX_FILES) {
                throw new RefusedBundle("a bundle holds at most %d files".formatted(BundleLimits.MAX_FILES));
            }
            Entry entry = entry(archive, at);
            if (!entries.isEmpty() && Revision.byBytes(entries.getLast().name(), entry.name()) >= 0) {
                throw new RefusedBundle("`%s` comes twice, or not in the order of names".formatted(entry.name()));
            }
            entries.add(entry);
            at += BLOCK + entry.content().length + padding(entry.content().length);
        }
        if (archive.length != at + 2 * BLOCK || !isZero(archive, at, archive.length)) {
            throw new RefusedBundle("there is something behind the last file, at byte %d".formatted(at));
        }
        return entries;
    }

    private static Entry entry(byte[] archive, int at) throws RefusedBundle {
        TarHeader header = TarHeader.read(Arrays.copyOfRange(archive, at, at + BLOCK), at);
        int start = at + BLOCK;
        long end = (long) start + header.size() + padding(header.size());
        if (end > archive.length) {
            throw cut(archive);
        }
        int behind = start + header.size();
        if (!isZero(archive, behind, (int) end)) {
            throw new RefusedBundle("there is something behind `%s`, at byte %d".formatted(header.name(), behind));
        }
        return new Entry(header.name(), Arrays.copyOfRange(archive, start, behind));
    }

    private static int block(byte[] archive, int at) throws RefusedBundle {
        if (archive.length - at < BLOCK) {
            throw cut(archive);
        }
        return at + BLOCK;
    }

    static RefusedBundle tooLong() {
        return new RefusedBundle("a bundle has at most %d bytes".formatted(BundleLimits.MAX_BYTES));
    }

    private static RefusedBundle cut(byte[] archive) {
        if (archive.length < BLOCK) {
            return TarHeader.notABundle(0);
        }
        return new RefusedBundle(
                "it was cut: it ends after %d bytes, in the middle of a file".formatted(archive.length));
    }

    private static boolean isZero(byte[] archive, int from, int to) {
        for (int i = from; i < to; i++) {
            if (archive[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
