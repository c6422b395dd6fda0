// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Port to the file system: everything the log ever changes on disk goes through here.
interface Disk {

    /// A file opened for writing.
    interface Output extends Closeable {

        /// Writes all of it; what it overwrites is in the file already, so nothing need be allocated.
        void write(ByteBuffer bytes, long offset) throws IOException;

        /// Returns when everything written is on disk.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// Makes a file of zeros whose whole length is really on disk; one of that name is replaced.
    void allocate(Path file, long bytes) throws IOException;

    Output open(Path file) throws IOException;

    /// Renames a file within its directory, durably, replacing one of that name.
    void rename(Path from, Path to) throws IOException;

    /// Puts a small file in place, durably: afterwards, and after a crash, it is the old one or the new one.
    void replace(Path file, byte[] content) throws IOException;
}
