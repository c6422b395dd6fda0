// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.protocol.http.Bodies;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.HttpReplyHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body.None;
import policy.protocols.http.HttpMessage.Header;

/// Streams as models send them, and what a client makes of them.
final class Streams {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Streams() {}

    /// Masks a body that came for a request to this path.
    static BodyTransform masked(String contentType) {
        var request = new HttpMessage("POST", "llm", "/v1/any", "", List.of(), None.NONE);
        var head = new HttpReplyHead(200, List.of(new Header("content-type", contentType)));
        return new LlmDialect(new NoClassifier()).masked(request, head, Bodies::secretMask);
    }

    /// The data of a stream's events after masking, whatever the cuts.
    static List<JsonNode> events(String stream) {
        return data(Bodies.through(() -> masked("text/event-stream"), stream)).stream()
                .filter(data -> !data.equals("[DONE]"))
                .map(Streams::json)
                .toList();
    }

    /// The data of each event; every line must be one an official client understands.
    static List<String> data(String stream) {
        assertThat(stream).endsWith("\n\n");
        var data = new ArrayList<String>();
        for (String event : stream.split("\n\n", -1)) {
            for (String line : event.split("\n", -1)) {
                if (line.startsWith("data: ")) {
                    data.add(line.substring("data: ".length()));
                } else {
                    assertThat(line).matches("|event: .*|:.*|id: .*");
                }
            }
        }
        return data;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /// `data` events of JSON with quotes written as apostrophes.
    static String of(String... events) {
        var stream = new StringBuilder();
        for (String event : events) {
            stream.append("data: ").append(event.replace('\'', '"')).append("\n\n");
        }
        return stream.toString();
    }

    /// As Anthropic does: with the event's type in a field of its own.
    static String named(String... events) {
        var stream = new StringBuilder();
        for (String event : events) {
            String json = event.replace('\'', '"');
            stream.append("event: ")
                    .append(json(json).path("type").asText())
                    .append("\ndata: ")
                    .append(json)
                    .append("\n\n");
        }
        return stream.toString();
    }
}
