// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.exchange.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Events of OpenAI's Responses: a text is put together from events `response.<kind>.delta` of one place and ended by
/// `response.<kind>.done`, which repeats it whole. Events made up take part in the numbering of all.
final class ResponseEvents implements EventFamily {

    private static final String PREFIX = "response.";
    private static final String DELTA = ".delta";
    private static final String DONE = ".done";
    private static final Set<String> ENDS = Set.of("response.completed", "response.incomplete", "response.failed");
    private static final String NUMBER = "sequence_number";
    /// Members of a delta event that belong to it alone.
    private static final List<String> ONCE = List.of("logprobs", "obfuscation");
    private static final Set<String> PLACE = Set.of("item_id", "output_index", "content_index", "summary_index");

    /// @param kind the event's type without its last part
    /// @param place members that say where the text stands in the reply
    private record ItemText(String kind, Map<String, JsonNode> place) {}

    private final Leaves leaves;
    private final SpreadTexts<ItemText> texts;
    /// By text: a delta event to carry its rest.
    private final Map<ItemText, ObjectNode> carriers = new HashMap<>();
    /// How many events were made up.
    private long made;
    private long lastNumber = -1;

    ResponseEvents(Supplier<TextMask> masks, Leaves leaves) {
        this.leaves = leaves;
        this.texts = new SpreadTexts<>(masks);
    }

    @Override
    public boolean owns(ObjectNode event) {
        return event.path("type").asText().startsWith(PREFIX);
    }

    @Override
    public List<ObjectNode> masked(ObjectNode event) {
        String type = event.path("type").asText();
        if (type.endsWith(DELTA)) {
            return List.of(numbered(delta(event, type)));
        }
        Predicate<ItemText> ended = _ -> ENDS.contains(type);
        if (type.endsWith(DONE)) {
            ItemText done = text(event, type, DONE);
            ended = done::equals;
        }
        List<ObjectNode> events = ended(ended, event.path(NUMBER).asLong(lastNumber + 1));
        events.add(numbered((ObjectNode) leaves.masked(event)));
        return events;
    }

    @Override
    public List<ObjectNode> rest() {
        return ended(_ -> true, lastNumber + 1);
    }

    private ObjectNode delta(ObjectNode event, String type) {
        JsonNode piece = event.path("delta");
        if (!piece.isTextual()) {
            throw new Failure(DenialCode.G114, "The reply has a delta that is no text, so it cannot be masked.");
        }
        ItemText text = text(event, type, DELTA);
        ObjectNode rest = event.deepCopy();
        rest.put("delta", "");
        ObjectNode masked = (ObjectNode) leaves.masked(rest);
        carriers.computeIfAbsent(text, _ -> masked.deepCopy().without(ONCE));
        return masked.put("delta", texts.push(text, type.contains("arguments"), piece.textValue()));
    }

    private static ItemText text(ObjectNode event, String type, String ending) {
        var place = new HashMap<String, JsonNode>();
        for (String member : PLACE) {
            if (event.has(member)) {
                place.put(member, event.get(member));
            }
        }
        return new ItemText(type.substring(0, type.length() - ending.length()), Map.copyOf(place));
    }

    private List<ObjectNode> ended(Predicate<ItemText> which, long number) {
        var events = new ArrayList<ObjectNode>();
        texts.finish(which).forEach((text, rest) -> {
            ObjectNode carrier = carriers.get(text);
            if (carrier != null) {
                events.add(carrier.deepCopy().put("delta", rest).put(NUMBER, number + made));
                made++;
            }
        });
        return events;
    }

    private ObjectNode numbered(ObjectNode event) {
        if (event.path(NUMBER).canConvertToLong()) {
            lastNumber = event.path(NUMBER).asLong();
            event.put(NUMBER, lastNumber + made);
        }
        return event;
    }
}
