// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// How many records become durable in a second, and how long each takes, at several numbers of callers that each wait
/// for one record before they write the next.
///
/// java -cp <test class path> gateway.recording.log.AppendBenchmark DIR
final class AppendBenchmark {

    private static final int RECORD_BYTES = 600;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int MAX_SAMPLES = 2_000_000;

    private AppendBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        System.out.printf("%8s %12s %10s %10s%n", "callers", "records/s", "p50 ms", "p99 ms");
        round(Files.createTempDirectory(directory, "warm-up"), 64);
        for (int callers : new int[] {1, 16, 64, 256}) {
            long[] nanos = round(Files.createTempDirectory(directory, "log"), callers);
            Arrays.sort(nanos);
            System.out.printf(
                    Locale.ROOT,
                    "%8d %,12.0f %10.3f %10.3f%n",
                    callers,
                    nanos.length / (double) ROUND.toSeconds(),
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6);
        }
    }

    private static long[] round(Path directory, int callers) throws Exception {
        String filling = "x".repeat(RECORD_BYTES);
        long end = System.nanoTime() + ROUND.toNanos();
        try (var log = SegmentLog.open(LogSettings.of(directory, "benchmark"), InstantSource.system());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<long[]> caller = () -> {
                long[] nanos = new long[MAX_SAMPLES / callers];
                int count = 0;
                for (long begin = System.nanoTime(); begin < end && count < nanos.length; begin = System.nanoTime()) {
                    log.append(Leaf.of(json -> json.put("text", filling))).awaitDurable();
                    nanos[count++] = System.nanoTime() - begin;
                }
                return Arrays.copyOf(nanos, count);
            };
            var rounds =
                    Stream.generate(() -> threads.submit(caller)).limit(callers).toList();
            long[] all = new long[0];
            for (Future<long[]> one : rounds) {
                long[] nanos = one.get();
                all = Arrays.copyOf(all, all.length + nanos.length);
                System.arraycopy(nanos, 0, all, all.length - nanos.length, nanos.length);
            }
            return all;
        }
    }
}
