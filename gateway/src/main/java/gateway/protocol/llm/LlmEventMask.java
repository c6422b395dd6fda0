// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.exchange.Failure;
import gateway.protocol.http.EventMask;
import gateway.protocol.http.SseBodyMask;
import gateway.protocol.http.SseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Masks a model's reply that comes as events. What is held back of a text is sent in an event made up for it,
/// before the one that ends the text, so that a client which joins deltas gets the masked text to its end.
final class LlmEventMask implements EventMask {

    /// What OpenAI's streams end with instead of JSON.
    private static final String DONE = "[DONE]";

    private static final int MAX_DEPTH = 256;
    private static final int MAX_NUMBER = 1000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(SseBodyMask.MAX_EVENT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Leaves leaves;
    private final List<EventFamily> families;
    /// Whether events say their type in a field of their own too.
    private boolean named;

    LlmEventMask(Supplier<TextMask> masks) {
        this.leaves = new Leaves(masks);
        this.families = List.of(
                new ChatChunks(masks, leaves), new ContentBlocks(masks, leaves), new ResponseEvents(masks, leaves));
    }

    @Override
    public void event(SseEvent event, StringBuilder out) {
        String data = event.data().orElse("");
        if (data.isBlank()) {
            rewritten(event, event.data()).writeTo(out);
        } else if (data.strip().equals(DONE)) {
            finish(out);
            rewritten(event, Optional.of(DONE)).writeTo(out);
        } else {
            named = !event.name().isEmpty();
            List<? extends JsonNode> masked = masked(parsed(data));
            masked.subList(0, masked.size() - 1).forEach(made -> madeUp(made, out));
            rewritten(event, Optional.of(text(masked.getLast()))).writeTo(out);
        }
    }

    @Override
    public void comment(String comment, StringBuilder out) {
        out.append(':').append(leaves.text(comment)).append('\n');
    }

    @Override
    public void finish(StringBuilder out) {
        families.forEach(family -> family.rest().forEach(made -> madeUp(made, out)));
    }

    private List<? extends JsonNode> masked(JsonNode data) {
        if (data instanceof ObjectNode object) {
            for (EventFamily family : families) {
                if (family.owns(object)) {
                    return family.masked(object);
                }
            }
        }
        return List.of(leaves.masked(data));
    }

    private void madeUp(JsonNode event, StringBuilder out) {
        SseEvent.of(named ? event.path("type").asText() : "", text(event)).writeTo(out);
    }

    private SseEvent rewritten(SseEvent event, Optional<String> data) {
        return new SseEvent(
                leaves.text(event.name()),
                event.others().stream().map(leaves::text).toList(),
                data);
    }

    private static JsonNode parsed(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new Failure(DenialCode.G114, "The reply has an event that is no JSON, so it cannot be masked.", e);
        }
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can be written", e);
        }
    }
}
