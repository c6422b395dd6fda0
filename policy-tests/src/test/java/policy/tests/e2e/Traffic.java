// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Callers who ask for one page after the other, each page only once, until they are stopped or the gateway is
/// gone.
final class Traffic implements AutoCloseable {

    private static final int CALLERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    /// A permit for each of those and for each that failed.
    private final Semaphore over = new Semaphore(0);
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /// @param target where they ask, through the gateway
    Traffic(String target, String token) {
        for (int caller = 0; caller < CALLERS; caller++) {
            String pages = "/pages/" + caller + "-";
            callers.execute(() -> ask(target, pages, token));
        }
    }

    private void ask(String target, String pages, String token) {
        try {
            for (int page = 0; !stopping.get(); page++) {
                String path = pages + page;
                var request = HttpRequest.newBuilder(URI.create(target + path))
                        .header("authorization", "Bearer " + token)
                        .timeout(PATIENCE)
                        .build();
                var answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    answered.add(path);
                } else {
                    failed.add(path + ": " + answer.statusCode() + " " + answer.body());
                }
                over.release();
            }
        } catch (IOException e) {
            failed.add("a caller of " + pages + " gave up: " + e);
            over.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns once that many more were answered; fails if a request did.
    void awaitMore(int count) throws InterruptedException {
        over.drainPermits();
        for (int i = 0; i < count && failed.isEmpty(); i++) {
            over.acquire();
        }
        if (!failed.isEmpty()) {
            throw new AssertionError("failed: " + failed);
        }
    }

    /// Paths of the pages that came with status 200; complete once this is closed.
    Queue<String> answered() {
        return answered;
    }

    /// Requests that did not, and why; complete once this is closed.
    Queue<String> failed() {
        return failed;
    }

    /// Lets everybody have the answer they wait for.
    @Override
    public void close() {
        stopping.set(true);
        callers.close();
        client.close();
    }
}
