// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import gateway.exchange.Failure;
import gateway.protocol.llm.TextPath.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Chunks of OpenAI's chat completions and completions: texts are the strings in `choices`, put together from all
/// chunks place by place, whatever their names. So a field nobody knows yet is masked too.
///
/// A text ends with the chunk that has the choice's `finish_reason`; arguments of a tool call when the next
/// call begins.
final class ChatChunks implements EventFamily {

    private static final String CHOICES = "choices";
    private static final String TOOL_CALLS = "tool_calls";
    private static final String FINISH_REASON = "finish_reason";

    /// Strings that are complete in each chunk; clients do not join them.
    private static final Set<String> COMPLETE = Set.of("role", "id", "type", "name", "format", FINISH_REASON);
    /// Members that belong to the chunk they came with.
    private static final List<String> ONCE = List.of("usage", "obfuscation", "error");

    private final Leaves leaves;
    private final SpreadTexts<TextPath> texts;
    private ObjectNode envelope = JsonNodeFactory.instance.objectNode();

    ChatChunks(Supplier<TextMask> masks, Leaves leaves) {
        this.leaves = leaves;
        this.texts = new SpreadTexts<>(masks);
    }

    @Override
    public boolean owns(ObjectNode event) {
        return event.path(CHOICES).isArray();
    }

    @Override
    public List<ObjectNode> masked(ObjectNode chunk) {
        JsonNode choices = chunk.path(CHOICES);
        Map<TextPath, String> ended = callsBefore(choices);
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : chunk.properties()) {
            boolean spread = member.getKey().equals(CHOICES);
            masked.set(
                    leaves.text(member.getKey()),
                    spread
                            ? spread(choices, TextPath.ROOT.member(CHOICES))
                            : leaves.masked(member.getKey(), member.getValue()));
        }
        remember(masked);
        finishedBy(choices).forEach((text, rest) -> {
            if (text.in(masked)) {
                text.append(masked, rest);
            } else {
                ended.put(text, rest);
            }
        });
        return ended.isEmpty() ? List.of(masked) : List.of(carrying(ended), masked);
    }

    @Override
    public List<ObjectNode> rest() {
        Map<TextPath, String> rests = texts.finish(_ -> true);
        return rests.isEmpty() ? List.of() : List.of(carrying(rests));
    }

    private JsonNode spread(JsonNode node, TextPath path) {
        return switch (node) {
            case JsonNode _ when Leaves.SHAPE.dropped().contains(path.name()) -> NullNode.getInstance();
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(member -> copy.set(
                                leaves.text(member.getKey()), spread(member.getValue(), path.member(member.getKey()))));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(spread(array.get(i), path.element(array.get(i), i)));
                }
                yield copy;
            }
            case TextNode leaf -> TextNode.valueOf(text(leaf.textValue(), path));
            default -> node;
        };
    }

    private String text(String piece, TextPath path) {
        String name = path.name();
        if (COMPLETE.contains(name)) {
            return leaves.text(piece);
        }
        if (!path.writable()) {
            throw new Failure(DenialCode.G114, "The reply has texts in a long list, so it cannot be masked.");
        }
        return texts.push(path, Leaves.SHAPE.nested().contains(name), piece);
    }

    /// Ends arguments of tool calls that precede one this chunk has a part of. Some clients read a call as
    /// soon as the next begins.
    private Map<TextPath, String> callsBefore(JsonNode choices) {
        var ended = new LinkedHashMap<TextPath, String>();
        eachChoice(choices, (choice, path) -> {
            TextPath calls = path.member("delta").member(TOOL_CALLS);
            JsonNode parts = choice.path("delta").path(TOOL_CALLS);
            for (int i = 0; i < parts.size(); i++) {
                TextPath call = calls.element(parts.get(i), i);
                ended.putAll(texts.finish(text -> text.startsWith(calls) && precedes(text, call)));
            }
        });
        return ended;
    }

    private static boolean precedes(TextPath text, TextPath call) {
        int depth = call.steps().size() - 1;
        return text.steps().get(depth) instanceof Step.Element one
                && call.steps().get(depth) instanceof Step.Element other
                && one.at() < other.at();
    }

    private Map<TextPath, String> finishedBy(JsonNode choices) {
        var ended = new LinkedHashMap<TextPath, String>();
        eachChoice(choices, (choice, path) -> {
            if (choice.hasNonNull(FINISH_REASON)) {
                ended.putAll(texts.finish(text -> text.startsWith(path)));
            }
        });
        return ended;
    }

    private interface ChoiceReader {
        void read(JsonNode choice, TextPath path);
    }

    private static void eachChoice(JsonNode choices, ChoiceReader reader) {
        for (int i = 0; i < choices.size(); i++) {
            reader.read(choices.get(i), TextPath.ROOT.member(CHOICES).element(choices.get(i), i));
        }
    }

    private void remember(ObjectNode masked) {
        envelope = masked.deepCopy();
        envelope.remove(ONCE);
        envelope.putArray(CHOICES);
    }

    private ObjectNode carrying(Map<TextPath, String> rests) {
        ObjectNode chunk = envelope.deepCopy();
        rests.forEach((text, rest) -> text.append(chunk, rest));
        chunk.path(CHOICES).forEach(choice -> {
            if (choice instanceof ObjectNode object) {
                object.putNull(FINISH_REASON);
            }
        });
        return chunk;
    }
}
