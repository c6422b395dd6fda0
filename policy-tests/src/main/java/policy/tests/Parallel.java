// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Work on many things at once, on as many threads as there are processors: the JDK's common pool, which bounds it.
public final class Parallel {

    private Parallel() {}

    /// @return the results in the order of the items, whichever ended first
    public static <T, R> List<R> map(List<T> items, Progress progress, Function<T, R> work) {
        var done = new AtomicInteger();
        return items.parallelStream()
                .map(item -> {
                    R result = work.apply(item);
                    progress.made(done.incrementAndGet(), items.size());
                    return result;
                })
                .toList();
    }
}
