// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import gateway.protocol.http.JsonShape;
import gateway.protocol.http.JsonTextMask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;

/// Masks JSON in which every string is complete: each string and member name is one text.
final class Leaves {

    /// Numbers of models' replies are counts and times, which clients want as numbers; what a tool is given
    /// may hold anything. `logprobs` repeats the text, token by token.
    static final JsonShape SHAPE = new JsonShape(
            false, false, Set.of("logprobs"), Set.of("arguments", "partial_json"), Set.of("input"), Set.of());

    /// Ids, models and member names come again in every event.
    private static final int MAX_REMEMBERED = 128;

    private static final int MAX_REMEMBERED_LENGTH = 64;

    private final Supplier<TextMask> masks;
    private final Map<String, String> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    Leaves(Supplier<TextMask> masks) {
        this.masks = masks;
    }

    JsonNode masked(JsonNode node) {
        return masked("", node, false);
    }

    /// @param name of the member whose value this is
    JsonNode masked(String name, JsonNode node) {
        return masked(name, node, false);
    }

    private JsonNode masked(String name, JsonNode node, boolean numbers) {
        if (SHAPE.dropped().contains(name)) {
            return NullNode.getInstance();
        }
        boolean inside = numbers || SHAPE.numbersIn().contains(name);
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field ->
                                copy.set(text(field.getKey()), masked(field.getKey(), field.getValue(), inside)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(masked("", item, inside)));
                yield copy;
            }
            case TextNode leaf ->
                TextNode.valueOf(SHAPE.nested().contains(name) ? json(leaf.textValue()) : text(leaf.textValue()));
            case JsonNode number
            when inside && number.isNumber() -> {
                String masked = text(number.asText());
                yield masked.equals(number.asText()) ? number : TextNode.valueOf(masked);
            }
            default -> node;
        };
    }

    String text(String text) {
        if (text.length() > MAX_REMEMBERED_LENGTH) {
            return fresh(text);
        }
        String known = remembered.get(text);
        if (known == null) {
            known = fresh(text);
            remembered.put(text, known);
        }
        return known;
    }

    private String fresh(String text) {
        TextMask mask = masks.get();
        return mask.push(text) + mask.finish();
    }

    private String json(String text) {
        var mask = new JsonTextMask(masks);
        return mask.push(text) + mask.finish();
    }
}
