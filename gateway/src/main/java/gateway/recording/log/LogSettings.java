// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.file.Path;
import java.time.Duration;

/// Where a log is kept and how it behaves.
///
/// @param directory holds nothing but this log; made if it is missing, for the owner alone
/// @param origin name of this installation; first line of every checkpoint and name of the key
/// @param segmentBytes length of a segment file, allocated beforehand
/// @param waitingRecords how many records may wait for the disk; whoever comes then waits too
/// @param patience how long one append may take, room and disk together, before it fails
/// @param checkpointEvery how often the tree head is signed while records arrive
/// @param heartbeatEvery how often an idle log says that it is alive
public record LogSettings(
        Path directory,
        String origin,
        long segmentBytes,
        int waitingRecords,
        Duration patience,
        Duration checkpointEvery,
        Duration heartbeatEvery) {

    private static final long SEGMENT_BYTES = 32L << 20;
    private static final int WAITING_RECORDS = 1 << 15;

    /// @throws IllegalArgumentException if the origin cannot name a key
    public LogSettings {
        if (!origin.matches("[!-*,-~]{1,200}")) {
            throw new IllegalArgumentException("`" + origin
                    + "` cannot name a log: printable ASCII without spaces and `+`, at most 200 characters");
        }
        if (waitingRecords < 1 || segmentBytes < 1) {
            throw new IllegalArgumentException("a log needs room for at least one record");
        }
    }

    public static LogSettings of(Path directory, String origin) {
        return new LogSettings(
                directory,
                origin,
                SEGMENT_BYTES,
                WAITING_RECORDS,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }

    LogSettings withSegmentBytes(long bytes) {
        return new LogSettings(directory, origin, bytes, waitingRecords, patience, checkpointEvery, heartbeatEvery);
    }
}
