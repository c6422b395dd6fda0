// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;

/// Events of Anthropic's messages: each content block has its texts, begun by `content_block_start`, put together from
/// `content_block_delta` events and ended by `content_block_stop`. A delta of a kind nobody knows yet is masked too.
final class ContentBlocks implements EventFamily {

    private static final String START = "content_block_start";
    private static final String DELTA = "content_block_delta";
    private static final String STOP = "content_block_stop";
    private static final Set<String> ENDS = Set.of("message_delta", "message_stop");

    /// What a block begins with is the beginning of the text its deltas continue, under another name for some.
    private static final Map<String, String> BEGUN =
            Map.of("text", "text_delta", "thinking", "thinking_delta", "signature", "signature_delta");
    /// A delta that brings a whole value.
    private static final String COMPLETE = "citations_delta";

    private record BlockText(int block, String delta, String member) {}

    private final Leaves leaves;
    private final SpreadTexts<BlockText> texts;

    ContentBlocks(Supplier<TextMask> masks, Leaves leaves) {
        this.leaves = leaves;
        this.texts = new SpreadTexts<>(masks);
    }

    @Override
    public boolean owns(ObjectNode event) {
        String type = type(event);
        return type.startsWith("content_block_") || ENDS.contains(type);
    }

    @Override
    public List<ObjectNode> masked(ObjectNode event) {
        int block = event.path("index").intValue();
        return switch (type(event)) {
            case START -> List.of(withMember(event, "content_block", begun(event.path("content_block"), block)));
            case DELTA -> List.of(withMember(event, "delta", delta(event.path("delta"), block)));
            case STOP -> after(ended(text -> text.block() == block), event);
            default -> after(rest(), event);
        };
    }

    @Override
    public List<ObjectNode> rest() {
        return ended(_ -> true);
    }

    private List<ObjectNode> after(List<ObjectNode> made, ObjectNode event) {
        var all = new ArrayList<>(made);
        all.add((ObjectNode) leaves.masked(event));
        return all;
    }

    private ObjectNode withMember(ObjectNode event, String name, JsonNode masked) {
        ObjectNode rest = event.deepCopy();
        rest.putNull(name);
        ObjectNode copy = (ObjectNode) leaves.masked(rest);
        copy.set(name, masked);
        return copy;
    }

    private JsonNode begun(JsonNode content, int block) {
        JsonNode copy = leaves.masked(content);
        if (copy instanceof ObjectNode object) {
            BEGUN.forEach((member, delta) -> {
                JsonNode text = content.path(member);
                if (text.isTextual()) {
                    object.put(member, texts.push(new BlockText(block, delta, member), false, text.textValue()));
                }
            });
        }
        return copy;
    }

    private JsonNode delta(JsonNode delta, int block) {
        String type = type(delta);
        JsonNode copy = leaves.masked(delta);
        if (!type.equals(COMPLETE) && copy instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : delta.properties()) {
                if (member.getValue().isTextual() && !member.getKey().equals("type")) {
                    boolean json = Leaves.SHAPE.nested().contains(member.getKey());
                    var text = new BlockText(block, type, member.getKey());
                    object.put(
                            member.getKey(),
                            texts.push(text, json, member.getValue().textValue()));
                }
            }
        }
        return copy;
    }

    private List<ObjectNode> ended(Predicate<BlockText> which) {
        return texts.finish(which).entrySet().stream()
                .map(rest -> made(rest.getKey(), rest.getValue()))
                .toList();
    }

    private static ObjectNode made(BlockText text, String rest) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", DELTA).put("index", text.block());
        event.putObject("delta").put("type", text.delta()).put(text.member(), rest);
        return event;
    }

    private static String type(JsonNode node) {
        return node.path("type").asText();
    }
}
