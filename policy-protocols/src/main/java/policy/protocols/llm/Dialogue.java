// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The messages of a request, in whichever format.
///
/// @param root the whole body
/// @param turns the messages, in order, each an object; items of OpenAI Responses that are no message
///     included. Empty where the operation takes plain texts.
record Dialogue(JsonNode root, List<JsonNode> turns) {

    static final Set<String> SYSTEM_ROLES = Set.of("system", "developer");

    /// Kinds of parts that are text and nothing else.
    private static final Set<String> TEXTUAL = Set.of(
            "text",
            "input_text",
            "output_text",
            "refusal",
            "thinking",
            "redacted_thinking",
            "tool_use",
            "tool_result",
            "server_tool_use",
            "summary_text",
            "reasoning_text");

    sealed interface Reading {
        record Read(Dialogue dialogue) implements Reading {}

        /// @param because in words for the blocked person
        record Unreadable(String because) implements Reading {}
    }

    Dialogue {
        turns = List.copyOf(turns);
    }

    static Reading read(Api api, JsonNode root) {
        return switch (api) {
            case OPENAI_CHAT, ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> messages(root, "messages");
            case OPENAI_RESPONSES -> root.path("input").isTextual() ? spoken(root) : messages(root, "input");
            case OPENAI_COMPLETIONS -> texts(root, "prompt");
            case OPENAI_EMBEDDINGS -> texts(root, "input");
            case OPENAI_MODELS, ANTHROPIC_MODELS -> new Reading.Read(new Dialogue(root, List.of()));
        };
    }

    private static Reading messages(JsonNode root, String field) {
        if (!root.path(field).isArray()) {
            return new Reading.Unreadable("`%s` is not a list".formatted(field));
        }
        var turns = new ArrayList<JsonNode>();
        for (JsonNode turn : root.path(field)) {
            String trouble = trouble(turn);
            if (!trouble.isEmpty()) {
                return new Reading.Unreadable(trouble);
            }
            turns.add(turn);
        }
        return new Reading.Read(new Dialogue(root, turns));
    }

    /// What keeps a message from being understood, or nothing.
    private static String trouble(JsonNode turn) {
        JsonNode content = turn.path("content");
        if (!turn.isObject()) {
            return "a message is not an object";
        } else if (Fields.ambiguous(turn)) {
            return Fields.AMBIGUOUS;
        } else if (turn.has("role") && !turn.path("role").isTextual()) {
            return "the `role` of a message is not a text";
        } else if (content.isArray()) {
            return content.valueStream().allMatch(JsonNode::isObject) ? "" : "a part of a message is not an object";
        }
        return content.isTextual() || content.isNull() || content.isMissingNode()
                ? ""
                : "the `content` of a message is neither a text nor a list";
    }

    /// A single text stands for one message of the user.
    private static Reading spoken(JsonNode root) {
        var turn = JsonNodeFactory.instance
                .objectNode()
                .put("role", "user")
                .put("content", root.path("input").textValue());
        return new Reading.Read(new Dialogue(root, List.of(turn)));
    }

    /// Numbers would be tokens: text all the same, and nobody here can read it.
    private static Reading texts(JsonNode root, String field) {
        JsonNode given = root.path(field);
        boolean texts =
                given.isTextual() || (given.isArray() && given.valueStream().allMatch(JsonNode::isTextual));
        return texts
                ? new Reading.Read(new Dialogue(root, List.of()))
                : new Reading.Unreadable("`%s` is neither a text nor a list of texts".formatted(field));
    }

    List<String> roles() {
        return turns.stream()
                .filter(turn -> turn.has("role"))
                .map(turn -> turn.path("role").textValue())
                .toList();
    }

    /// Parts that are not known to be text, those inside of tool results included.
    int attachments() {
        return turns.stream()
                .mapToInt(turn -> attachments(turn.path("content")) + attachments(turn.path("output")))
                .sum();
    }

    private static int attachments(JsonNode parts) {
        if (!parts.isArray()) {
            return 0;
        }
        return parts.valueStream()
                .mapToInt(part ->
                        (TEXTUAL.contains(part.path("type").asText()) ? 0 : 1) + attachments(part.path("content")))
                .sum();
    }
}
