// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.recording.log.WaitingRecords.From;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class WaitingRecordsPropertyTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int EACH = 25;
    private static final long FIRST = 7;

    /// Whatever the interleaving: all that was added is taken once, in the order of the numbers, and no more than
    /// the limit at a time; a caller goes on only after its record was taken.
    @Property(tries = 40)
    void nothingIsLostDoubledOrOutOfOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 24) int callers,
            @ForAll @IntRange(min = 1, max = 40) int room)
            throws Exception {
        var records = new WaitingRecords(FIRST, room);
        var written = new ArrayList<Long>();
        var writer = new FutureTask<>(
                () -> {
                    for (List<Appended> batch = records.take(); !batch.isEmpty(); batch = records.take()) {
                        assertThat(batch).hasSizeLessThanOrEqualTo(room);
                        batch.forEach(record -> written.add(record.number()));
                        batch.forEach(record -> record.settle(null));
                    }
                },
                true);
        Thread.ofPlatform().daemon().start(writer);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, callers)
                    .mapToObj(caller -> threads.submit(() -> {
                        var random = new Random(seed + caller);
                        for (int i = 0; i < EACH; i++) {
                            From from = From.values()[random.nextInt(From.values().length)];
                            Appended record = records.add(Logs.leaf("x"), from, LONG);
                            if (from != From.PASSING_CALLER) {
                                record.awaitDurable();
                            }
                        }
                        return caller;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        records.close();
        writer.get();
        assertThat(written)
                .containsExactlyElementsOf(LongStream.range(FIRST, FIRST + (long) callers * EACH)
                        .boxed()
                        .toList());
    }
}
