// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchTest {

    @TempDir
    private Path folder;

    private Path policies;

    @BeforeEach
    void files() throws IOException {
        policies = Files.createDirectories(folder.resolve("policies"));
        Files.writeString(policies.resolve("a.hpol"), "policy a\n");
    }

    private interface Change {
        void make() throws IOException;
    }

    /// Whether the watch returns after a change that is made while it waits.
    private static boolean notices(Watch watch, Change change) throws Exception {
        var noticed = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                watch.await();
                noticed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        change.make();
        boolean seen = noticed.await(1, TimeUnit.MINUTES);
        thread.interrupt();
        thread.join();
        return seen;
    }

    @Test
    void files_and_directories_that_come_change_and_go_are_noticed() throws Exception {
        try (var watch = new Watch(List.of(policies), Set.of())) {
            assertThat(notices(watch, () -> Files.writeString(policies.resolve("a.hpol"), "policy abc\n")))
                    .isTrue();
            Path sub = policies.resolve("sub/sub");
            assertThat(notices(watch, () -> {
                        Files.createDirectories(sub);
                        Files.writeString(sub.resolve("people.csv"), "ana\n");
                    }))
                    .isTrue();
            assertThat(notices(watch, () -> Files.writeString(sub.resolve("people.csv"), "ana\nben\n")))
                    .isTrue();
            assertThat(notices(watch, () -> Files.delete(sub.resolve("people.csv"))))
                    .isTrue();
        }
    }

    @Test
    void a_single_file_may_be_replaced() throws Exception {
        Path file = policies.resolve("a.hpol");
        try (var watch = new Watch(List.of(file), Set.of())) {
            assertThat(notices(watch, () -> {
                        Path next = Files.writeString(folder.resolve("next"), "policy b2\n");
                        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    }))
                    .isTrue();
        }
    }

    /// What is not noticed is shown by a later change that is: the watch must not have returned before it.
    @Test
    void what_the_run_writes_and_hidden_files_are_not_noticed() throws Exception {
        Path report = policies.resolve("report.xml");
        Path pages = policies.resolve("pages");
        try (var watch = new Watch(List.of(policies), Set.of(report, pages))) {
            Files.writeString(report, "<x/>");
            Files.createDirectories(pages);
            Files.writeString(pages.resolve("index.html"), "<html>");
            Files.createDirectories(policies.resolve(".git"));
            Files.writeString(policies.resolve(".git/index"), "1");
            Files.createDirectories(policies.resolve("target"));
            Files.writeString(policies.resolve("target/out"), "1");
            var order = new java.util.concurrent.ConcurrentLinkedQueue<String>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    watch.await();
                    order.add("noticed");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            order.add("changed");
            Files.writeString(policies.resolve("a.hpol"), "policy abc\n");
            assertThat(thread.join(java.time.Duration.ofMinutes(1))).isTrue();
            assertThat(order).containsExactly("changed", "noticed");
        }
    }

    @Test
    void closing_ends_the_wait() throws Exception {
        var watch = new Watch(List.of(policies), Set.of());
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                watch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.close();
        assertThat(thread.join(java.time.Duration.ofMinutes(1))).isTrue();
    }
}
