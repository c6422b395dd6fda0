// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.recording.log.WaitingRecords.From;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When a commit begins is told by what it holds: where waiting would be wrong it would be for an hour.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class WaitingRecordsTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofNanos(1);
    private static final int MANY = 1000;

    @Test
    void aLoneCallerWaitsForNobody() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, LONG);
        for (long number = 0; number < 3; number++) {
            add(records, From.WAITING_CALLER);
            assertThat(numbers(records.take())).containsExactly(number);
        }
    }

    @Test
    void aCrowdThatWasLetGoIsWaitedFor() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, LONG);
        add(records, From.WAITING_CALLER);
        add(records, From.WAITING_CALLER);
        records.take();

        add(records, From.WAITING_CALLER);
        var writer = new Writer(records);
        writer.awaitState(Thread.State.TIMED_WAITING);
        add(records, From.PASSING_CALLER);
        add(records, From.WAITING_CALLER);

        assertThat(numbers(writer.taken())).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aCrowdThatDoesNotComeBackIsNotWaitedForAgain() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, SHORT);
        add(records, From.WAITING_CALLER);
        add(records, From.WAITING_CALLER);
        records.take();

        var writer = new Writer(records);
        writer.awaitState(Thread.State.WAITING); // it rests
        add(records, From.WAITING_CALLER);

        assertThat(numbers(writer.taken())).containsExactly(2L);
    }

    @Test
    void recordsNobodyWaitsForGoAlongWithTheNextCaller() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, LONG);
        add(records, From.PASSING_CALLER);
        var writer = new Writer(records);
        writer.awaitState(Thread.State.TIMED_WAITING);
        add(records, From.PASSING_CALLER);
        add(records, From.WAITING_CALLER);

        assertThat(numbers(writer.taken())).containsExactly(0L, 1L, 2L);
    }

    @Test
    void recordsNobodyWaitsForAreWrittenIfNoCallerComes() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, SHORT);
        var writer = new Writer(records);
        writer.awaitState(Thread.State.WAITING);
        add(records, From.PASSING_CALLER);

        assertThat(numbers(writer.taken())).containsExactly(0L);
    }

    @Test
    void whoeverNeedsRoomEndsTheWaitForACrowd() throws Exception {
        var records = new WaitingRecords(0, 2, LONG, LONG);
        add(records, From.PASSING_CALLER);
        add(records, From.PASSING_CALLER);
        var writer = new Writer(records);
        writer.awaitState(Thread.State.TIMED_WAITING);

        add(records, From.PASSING_CALLER);

        assertThat(numbers(writer.taken())).containsExactly(0L, 1L);
        records.close();
        assertThat(numbers(records.take())).containsExactly(2L);
    }

    @Test
    void nobodyWaitsForRoomForEver() throws Exception {
        var records = new WaitingRecords(0, 1, LONG, LONG);
        add(records, From.WAITING_CALLER);

        assertThatThrownBy(() -> records.add(Logs.leaf("x"), From.WAITING_CALLER, Duration.ZERO))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("1 records wait");
    }

    @Test
    void whoeverWaitsForTooLongIsToldWhetherItsRecordIsTakenOrNot() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, LONG);
        Appended patient = add(records, From.LOG);
        Appended taken = records.add(Logs.leaf("x"), From.WAITING_CALLER, Duration.ZERO);
        List<Appended> batch = records.take();
        Appended waiting = records.add(Logs.leaf("x"), From.WAITING_CALLER, Duration.ZERO);

        records.tellLate();

        assertThatThrownBy(taken::awaitDurable).isInstanceOf(LogFailure.class).hasMessageContaining("in time");
        assertThatThrownBy(waiting::awaitDurable).isInstanceOf(LogFailure.class).hasMessageContaining("in time");
        batch.forEach(record -> record.settle(null));
        patient.awaitDurable();
        taken.awaitDurable(); // late, and there all the same
    }

    @Test
    void whileItClosesOnlyTheLogItselfIsHeardAndWhatWaitsIsWritten() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, LONG);
        add(records, From.PASSING_CALLER);

        assertThat(records.stopAccepting()).isTrue();
        assertThat(records.stopAccepting()).isFalse();
        assertThatThrownBy(() -> add(records, From.WAITING_CALLER)).hasMessageContaining("closed");
        add(records, From.LOG);
        records.close();
        assertThatThrownBy(() -> add(records, From.LOG)).hasMessageContaining("closed");

        assertThat(numbers(records.take())).containsExactly(0L, 1L);
        assertThat(records.take()).isEmpty();
    }

    @Test
    void whatBreaksItIsToldToAllThatWaitAndEndsTheWriter() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, SHORT);
        var writer = new Writer(records);
        writer.awaitState(Thread.State.WAITING);
        var cause = new IOException("Input/output error");

        assertThat(records.poison(cause)).isTrue();
        assertThat(records.poison(new IOException("the next"))).isFalse();

        assertThat(writer.taken()).isEmpty();
        assertThat(records.broken()).contains(cause);
        assertThatThrownBy(() -> add(records, From.LOG)).hasRootCause(cause);
    }

    @Test
    void recordsThatWaitWhenItBreaksAreNotDurable() throws Exception {
        var records = new WaitingRecords(0, MANY, LONG, LONG);
        Appended waiting = add(records, From.WAITING_CALLER);
        var cause = new IOException("Input/output error");

        records.poison(cause);

        assertThatThrownBy(waiting::awaitDurable).isInstanceOf(LogFailure.class).hasRootCause(cause);
    }

    private static Appended add(WaitingRecords records, From from) throws LogFailure {
        return records.add(Logs.leaf("x"), from, LONG);
    }

    private static List<Long> numbers(List<Appended> records) {
        return records.stream().map(Appended::number).toList();
    }

    /// Takes once, on a thread whose state can be seen.
    private static final class Writer {

        private final FutureTask<List<Appended>> take;
        private final Thread thread;

        Writer(WaitingRecords records) {
            take = new FutureTask<>(records::take);
            thread = Thread.ofPlatform().daemon().start(take);
        }

        void awaitState(Thread.State state) {
            while (thread.getState() != state) {
                assertThat(take.isDone()).as("taken already").isFalse();
                Thread.onSpinWait();
            }
        }

        List<Appended> taken() throws Exception {
            return take.get();
        }
    }
}
