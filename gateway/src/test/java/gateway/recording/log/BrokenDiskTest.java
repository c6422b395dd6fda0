// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokenDiskTest {

    private static final int SEGMENT = 4096;

    @TempDir
    private Path directory;

    /// Fails, or stalls, where a test wants it.
    private static final class Disturbed implements Disk {

        private final FileDisk real = new FileDisk();
        private volatile boolean full;
        private volatile boolean failing;
        private volatile CountDownLatch stalled = new CountDownLatch(0);

        @Override
        public void allocate(Path file, long bytes) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            real.allocate(file, bytes);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            real.rename(from, to);
        }

        @Override
        public void replace(Path file, byte[] content) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            real.replace(file, content);
        }

        @Override
        public Output open(Path path) throws IOException {
            Output file = real.open(path);
            return new Output() {
                @Override
                public void write(ByteBuffer bytes, long offset) throws IOException {
                    file.write(bytes, offset);
                }

                @Override
                public void force() throws IOException {
                    try {
                        stalled.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    if (failing) {
                        throw new IOException("Input/output error");
                    }
                    file.force();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }

    private final Disturbed disk = new Disturbed();

    @Test
    void aFailedForceBreaksTheLogForGood() throws Exception {
        var log = SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK, disk);
        disk.failing = true;
        assertThatThrownBy(() -> log.append(Logs.leaf("lost")).awaitDurable())
                .isInstanceOf(LogFailure.class)
                .hasRootCauseMessage("Input/output error");
        disk.failing = false;

        assertThatThrownBy(() -> log.append(Logs.leaf("the next force would lie")))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("until the gateway is restarted");
        assertThat(log.broken()).isPresent();
        log.close();
        Logs.write(directory, SEGMENT, 1);
        assertThat(Logs.kinds(directory)).contains("gap");
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    @Test
    void aFullDiskFailsTheFirstRecordThatNeedsANewSegmentAndNoneBefore() throws Exception {
        var log = SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK, disk);
        disk.full = true;
        var durable = new ArrayList<Long>();
        assertThatThrownBy(() -> {
                    while (true) {
                        Appended record = log.append(Logs.leaf("as long as there is room"));
                        record.awaitDurable();
                        durable.add(record.number());
                    }
                })
                .isInstanceOf(LogFailure.class)
                .hasRootCauseMessage("No space left on device");
        disk.full = false;
        assertThatThrownBy(() -> log.append(Logs.leaf("there is room, and a hole before it")))
                .as("room alone does not mend it")
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("until the gateway is restarted");
        log.close();

        assertThat(durable).hasSizeGreaterThan(20);
        Logs.write(directory, SEGMENT, 1);
        assertThat(Logs.kinds(directory)).as("the restart tells of the hole").contains("gap");
        assertThat(Logs.read(directory)).hasSizeGreaterThan(durable.getLast().intValue() + 1);
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    @Test
    void whoeverWaitsForAStuckDiskIsToldAndTheQueueIsBounded() throws Exception {
        var impatient = new LogSettings(
                directory, "tests", SEGMENT, 3, Duration.ofMillis(50), Duration.ofHours(1), Duration.ofHours(1));
        var log = SegmentLog.open(impatient, Logs.CLOCK, disk);
        disk.stalled = new CountDownLatch(1);

        Appended first = log.append(Logs.leaf("under way"));
        assertThatThrownBy(first::awaitDurable).isInstanceOf(LogFailure.class).hasMessageContaining("in time");
        assertThatThrownBy(() -> {
                    while (true) {
                        log.append(Logs.leaf("waiting"));
                    }
                })
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("3 records wait");

        disk.stalled.countDown();
        log.close();
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    @Test
    void anInterruptedCallerStillLearnsTheAnswer() throws Exception {
        try (var log = SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK, disk)) {
            Thread.currentThread().interrupt();
            log.append(Logs.leaf("interrupted")).awaitDurable();
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
