// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Talks to the gateway over real HTTP, as ana does with her programs and lea with her phone.
///
/// @param gateway the data path
/// @param control the control plane
record DemoClient(HttpClient http, URI gateway, URI control, String ana, String lea) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// What came back.
    ///
    /// @param text what a person would read of it
    /// @param took from the first byte sent to the last received
    record Answer(int status, String text, Duration took) {}

    Answer send(DemoCase demoCase) {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> reply = http.sendAsync(
                request(gateway, demoCase.path(), ana)
                        .method(demoCase.method(), BodyPublishers.ofString(demoCase.body()))
                        .build(),
                BodyHandlers.ofString());
        demoCase.reviewer().ifPresent(press -> press(press, reply));
        HttpResponse<String> arrived = reply.join();
        return new Answer(arrived.statusCode(), readable(arrived), Duration.ofNanos(System.nanoTime() - start));
    }

    /// Waits for the approval request to show up, then presses the button through the approval API.
    private void press(DemoCase.Press press, CompletableFuture<?> reply) {
        try {
            while (!reply.isDone()) {
                JsonNode pending = JSON.readTree(
                        http.send(request(control, "/approvals", lea).build(), BodyHandlers.ofString())
                                .body());
                if (!pending.isEmpty()) {
                    String decision = "/approvals/" + pending.get(0).path("id").asText() + "/" + press.action();
                    String reason = JSON.writeValueAsString(Map.of("reason", press.reason()));
                    HttpRequest verdict = request(control, decision, lea)
                            .POST(BodyPublishers.ofString(reason))
                            .build();
                    HttpResponse<String> told = http.send(verdict, BodyHandlers.ofString());
                    if (told.statusCode() / 100 != 2) {
                        throw new IllegalStateException(
                                "the approval API said " + told.statusCode() + ": " + told.body());
                    }
                    return;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the approval API cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an approval request", e);
        }
    }

    private static HttpRequest.Builder request(URI base, String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static String readable(HttpResponse<String> reply) {
        String type = reply.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/event-stream") ? assembled(reply.body()) : sentence(reply.body());
    }

    /// The text a program assembles from the pieces of a stream.
    private static String assembled(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> parse(line.substring("data: ".length())))
                .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
                .collect(Collectors.joining());
    }

    /// The part of a JSON answer a person reads: a completion's text, an error's message, or all of it.
    private static String sentence(String body) {
        JsonNode json = parse(body);
        for (String place : new String[] {"/choices/0/message/content", "/error/message", "/detail"}) {
            if (json.at(place).isTextual()) {
                return json.at(place).asText();
            }
        }
        return body;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }
}
