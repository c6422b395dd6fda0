// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParallelTest {

    @Test
    void results_come_in_the_order_of_the_items_whichever_ended_first() {
        var last = new CountDownLatch(1);
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        List<Integer> results = Parallel.map(items, Progress.IGNORED, item -> {
            if (item == 99) {
                last.countDown();
            } else if (item == 0 && Runtime.getRuntime().availableProcessors() > 1) {
                await(last);
            }
            return item;
        });
        assertThat(results).isEqualTo(items);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void each_step_is_told_once() {
        var told = new ConcurrentSkipListSet<Integer>();
        List<Integer> items = IntStream.range(0, 50).boxed().toList();
        Parallel.map(items, (done, all) -> told.add(done + 1000 * all), item -> item);
        assertThat(told).hasSize(50).first().isEqualTo(50_001);
    }

    @Test
    void a_failure_is_not_swallowed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Parallel.map(List.of(1, 2, 3), Progress.IGNORED, item -> {
                    throw new IllegalStateException("defect " + item);
                }));
    }
}
