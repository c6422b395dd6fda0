// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Small logs for tests, and what is in them.
final class Logs {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    private Logs() {}

    /// Signs at the end and when a test says so; nothing depends on the time a test takes.
    static LogSettings settings(Path directory, long segmentBytes) {
        return new LogSettings(
                directory,
                "tests",
                segmentBytes,
                1000,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofHours(1));
    }

    static Leaf leaf(String text) {
        return Leaf.of(json -> json.put("kind", "test").put("text", text));
    }

    /// A closed log with this many records of the test's own.
    static Path write(Path directory, long segmentBytes, int records) throws IOException, LogFailure {
        try (var log = SegmentLog.open(settings(directory, segmentBytes), CLOCK)) {
            for (int i = 0; i < records; i++) {
                log.append(leaf("record " + i)).awaitDurable();
            }
        }
        return directory;
    }

    /// All records, in the order of the log.
    static List<String> read(Path path) throws Exception {
        var directory = new LogDirectory(path);
        var records = new ArrayList<String>();
        for (long segment : directory.segments()) {
            try (var cursor = SegmentCursor.open(directory.segment(segment))) {
                for (var step = cursor.next(); step instanceof SegmentCursor.Step.Whole whole; step = cursor.next()) {
                    records.add(new String(whole.bytes(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        return records;
    }

    /// The kinds of all records.
    static List<String> kinds(Path path) throws Exception {
        var kinds = new ArrayList<String>();
        for (String record : read(path)) {
            kinds.add(OwnRecord.Label.of(record.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .kind());
        }
        return kinds;
    }
}
