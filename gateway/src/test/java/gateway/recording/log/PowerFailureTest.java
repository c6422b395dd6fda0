// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PowerFailureTest {

    private static final int SEGMENT = 1 << 14;
    private static final int CALLERS = 32;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasAcknowledgedIsThereAfterwards(long seed) throws Exception {
        Logs.write(directory, SEGMENT, 3);

        Set<String> acknowledged = writeUntilThePowerFails(new ForgetfulDisk(true), seed);

        Logs.write(directory, SEGMENT, 1); // opens, mends, goes on
        assertThat(acknowledged).isNotEmpty();
        assertThat(String.join("\n", Logs.read(directory))).contains(acknowledged);
        assertThat(Logs.kinds(directory)).contains("gap");
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    /// The control: the test above must be able to fail.
    @Test
    void aDiskThatDoesNotForceLosesWhatWasAcknowledged() throws Exception {
        Logs.write(directory, 1 << 20, 3); // one segment, so that the next opening works at all

        Set<String> acknowledged = writeUntilThePowerFails(new ForgetfulDisk(false), 1);

        Logs.write(directory, 1 << 20, 0);
        var there = String.join("\n", Logs.read(directory));
        assertThat(acknowledged).anyMatch(text -> !there.contains(text));
    }

    private Set<String> writeUntilThePowerFails(ForgetfulDisk disk, long seed) throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var enough = new CountDownLatch(200);
        var log = SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK, disk);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int name = caller;
                callers.submit(() -> {
                    for (int i = 0; ; i++) {
                        String text = "<" + name + "/" + i + ">";
                        log.append(Logs.leaf(text)).awaitDurable();
                        acknowledged.add(text);
                        enough.countDown();
                    }
                });
            }
            enough.await();
            disk.fail(new Random(seed));
        }
        assertThatThrownBy(() -> log.append(Logs.leaf("late"))).isInstanceOf(LogFailure.class);
        log.close();
        return acknowledged;
    }
}
