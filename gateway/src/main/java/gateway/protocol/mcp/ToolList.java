// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gateway.exchange.Failure;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.EventMask;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.MaskedBodies;
import gateway.protocol.http.Offers;
import gateway.protocol.http.SseBodyMask;
import gateway.protocol.http.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import policy.protocols.http.BodyText;
import policy.protocols.json.StrictJson;
import policy.protocols.json.StrictJson.Parsed;
import policy.protocols.mcp.McpModel;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Classified;

/// The answer to `tools/list`, without the tools the caller could not call whatever it gave them. A page may become
/// empty; what names the next one stays.
record ToolList(McpModel model) implements Offers {

    /// Longest list, in bytes.
    private static final int MAX_LIST = 8 << 20;

    @Override
    public BodyTransform left(HttpReplyHead reply, Predicate<Classified> open) {
        return switch (MaskedBodies.kind(reply)) {
            case EVENTS -> new SseBodyMask(new Events(open));
            case JSON -> new Whole(open);
            case NOTHING, JSON_SEQUENCE, TEXT -> new AsItIs();
        };
    }

    /// @return the message itself if nothing is taken out of it
    private String left(String json, Predicate<Classified> open) {
        return switch (StrictJson.parse(json)) {
            case Parsed.Malformed malformed -> throw unreadable(malformed.because());
            case Parsed.Tree(JsonNode root)
            when root.at("/result/tools") instanceof ArrayNode tools -> {
                int before = tools.size();
                tools.removeIf(tool -> tool.path("name").isTextual()
                        && !open.test(model.callOf(tool.path("name").textValue())));
                yield tools.size() == before ? json : root.toString();
            }
            case Parsed.Tree _ -> json;
        };
    }

    private static Failure unreadable(String because) {
        return new Failure(DenialCode.G114, "The list of tools cannot be read: %s.".formatted(because));
    }

    private final class Events implements EventMask {

        private final Predicate<Classified> open;

        Events(Predicate<Classified> open) {
            this.open = open;
        }

        @Override
        public void event(SseEvent event, StringBuilder out) {
            Optional<String> data = event.data().map(json -> json.isBlank() ? json : left(json, open));
            new SseEvent(event.name(), event.others(), data).writeTo(out);
        }

        @Override
        public void comment(String comment, StringBuilder out) {
            out.append(':').append(comment).append('\n');
        }

        @Override
        public void finish(StringBuilder out) {}
    }

    private final class Whole implements BodyTransform {

        private final Predicate<Classified> open;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Whole(Predicate<Classified> open) {
            this.open = open;
        }

        @Override
        public byte[] push(byte[] chunk) {
            body.writeBytes(chunk);
            if (body.size() > MAX_LIST) {
                throw unreadable("it is over %d bytes".formatted(MAX_LIST));
            }
            return new byte[0];
        }

        @Override
        public byte[] finish() {
            byte[] bytes = body.toByteArray();
            String json = BodyText.utf8(bytes).orElseThrow(() -> unreadable("it is not in UTF-8"));
            return json.isBlank() ? bytes : left(json, open).getBytes(StandardCharsets.UTF_8);
        }
    }

    /// What is no list.
    private static final class AsItIs implements BodyTransform {

        @Override
        public byte[] push(byte[] chunk) {
            return chunk;
        }

        @Override
        public byte[] finish() {
            return new byte[0];
        }
    }
}
