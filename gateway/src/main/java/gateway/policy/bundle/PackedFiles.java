// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import gateway.policy.bundle.Archive.Entry;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.runtime.revision.Revision;

/// The files of a policy set in one file, unsigned: for whoever keeps them for itself.
public final class PackedFiles {

    private PackedFiles() {}

    /// @throws IllegalArgumentException if a name is too long
    public static byte[] write(Map<String, byte[]> files) {
        return Archive.write(files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Revision::byBytes))
                .map(file -> new Entry(file.getKey(), file.getValue()))
                .toList());
    }

    /// @throws RefusedBundle if it is not what [#write] writes
    public static SortedMap<String, byte[]> read(byte[] packed) throws RefusedBundle {
        var files = new TreeMap<String, byte[]>(Revision::byBytes);
        Archive.read(packed).forEach(entry -> files.put(entry.name(), entry.content()));
        return files;
    }
}
