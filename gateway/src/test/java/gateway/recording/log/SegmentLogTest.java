// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentLogTest {

    private static final int SMALL = 4096;

    @TempDir
    private Path directory;

    @Test
    void recordsComeBackInOrderWithTheirNumbers() throws Exception {
        Logs.write(directory, SMALL, 3);

        assertThat(Logs.read(directory)).element(1).isEqualTo("{\"kind\":\"test\",\"n\":1,\"text\":\"record 0\"}");
        assertThat(Logs.kinds(directory))
                .containsExactly("log.open", "test", "test", "test", "log.close", "checkpoint");
    }

    @Test
    void aClosedLogGoesOnWithoutAGap() throws Exception {
        Logs.write(directory, SMALL, 1);
        Logs.write(directory, SMALL, 1);

        assertThat(Logs.kinds(directory))
                .containsExactly(
                        "log.open", "test", "log.close", "checkpoint", "log.open", "test", "log.close", "checkpoint");
    }

    @Test
    void recordsGoOnInTheNextSegmentWhenOneIsFull() throws Exception {
        Logs.write(directory, SMALL, 200);

        assertThat(new LogDirectory(directory).segments()).hasSizeGreaterThan(2);
        assertThat(Logs.read(directory))
                .filteredOn(record -> record.contains("\"test\""))
                .hasSize(200);
    }

    @Test
    void aRecordLargerThanASegmentGetsOneOfItsOwn() throws Exception {
        String large = "x".repeat(Leaf.MAX_BYTES - 100);
        try (var log = SegmentLog.open(Logs.settings(directory, SMALL), Logs.CLOCK)) {
            log.append(Logs.leaf(large)).awaitDurable();
            log.append(Logs.leaf("small")).awaitDurable();
        }

        assertThat(Logs.read(directory)).anyMatch(record -> record.contains(large));
        assertThat(Logs.read(directory)).anyMatch(record -> record.contains("small"));
    }

    @Test
    void aRecordOverTheLimitIsRefusedAndHarmsNothing() throws Exception {
        try (var log = SegmentLog.open(Logs.settings(directory, SMALL), Logs.CLOCK)) {
            assertThatThrownBy(() -> log.append(Logs.leaf("x".repeat(Leaf.MAX_BYTES))))
                    .isInstanceOf(IllegalArgumentException.class);
            log.append(Logs.leaf("small")).awaitDurable();
        }
    }

    @Test
    void hundredsOfVirtualThreadsGetDistinctPlacesAndAllIsThere() throws Exception {
        var numbers = ConcurrentHashMap.<Long>newKeySet();
        try (var log = SegmentLog.open(Logs.settings(directory, 1 << 16), Logs.CLOCK);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, 400)
                    .mapToObj(caller -> callers.submit(() -> {
                        for (int i = 0; i < 10; i++) {
                            Appended appended = log.append(Logs.leaf(caller + "/" + i));
                            appended.awaitDurable();
                            numbers.add(appended.number());
                        }
                        return caller;
                    }))
                    .toList();
            for (Future<Integer> future : futures) {
                future.get();
            }
        }

        assertThat(numbers).hasSize(4000);
        var texts = new HashSet<>(Logs.read(directory));
        assertThat(texts).filteredOn(text -> text.contains("\"test\"")).hasSize(4000);
    }

    @Test
    void oneLogHasOneWriter() throws Exception {
        try (var log = SegmentLog.open(Logs.settings(directory, SMALL), Logs.CLOCK)) {
            assertThatThrownBy(() -> SegmentLog.open(Logs.settings(directory, SMALL), Logs.CLOCK))
                    .isInstanceOf(LogFailure.class)
                    .hasMessageContaining("in use by another gateway");
            log.append(Logs.leaf("still mine")).awaitDurable();
        }
    }

    @Test
    void aClosedLogTakesNothing() throws Exception {
        var log = SegmentLog.open(Logs.settings(directory, SMALL), Logs.CLOCK);
        log.close();
        log.close();

        assertThatThrownBy(() -> log.append(Logs.leaf("late")))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("closed");
    }

    @Test
    void onlyTheOwnerCanReadTheLogAndItsKey() throws Exception {
        Logs.write(directory, SMALL, 0);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(new LogDirectory(directory).privateKey())))
                .isEqualTo("rw-------");
        Path made = Logs.write(directory.resolve("made"), SMALL, 0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void aLogThatLostItsKeyIsNotContinuedUnderAnother() throws Exception {
        Logs.write(directory, SMALL, 1);
        Files.delete(new LogDirectory(directory).privateKey());

        assertThatThrownBy(() -> Logs.write(directory, SMALL, 1))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("lost a half of its key");
    }

    @Test
    void theLogOfAnotherInstallationIsNotContinued() throws Exception {
        Logs.write(directory, SMALL, 1);

        assertThatThrownBy(() -> SegmentLog.open(LogSettings.of(directory, "elsewhere"), Logs.CLOCK))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("log of `tests`, not of `elsewhere`");
    }
}
