// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What Slack accepts of the blocks we use, and not a bit more: known fields only, limits as Slack's
/// reference says.
final class BlockKit {

    private static final int MAX_BLOCKS = 50;
    /// Not in the reference: what all preformatted text of one message may hold, well below where Slack
    /// has been seen to answer `msg_too_long`.
    private static final int MAX_RICH_TEXT = 12_000;

    private final List<String> faults = new ArrayList<>();
    private final Set<String> actionIds = new HashSet<>();
    private int richText;

    private BlockKit() {}

    static List<String> faults(JsonNode blocks) {
        var check = new BlockKit();
        check.require(blocks.isArray() && !blocks.isEmpty() && blocks.size() <= MAX_BLOCKS, "1 to 50 blocks", blocks);
        blocks.forEach(check::block);
        check.require(check.richText <= MAX_RICH_TEXT, "too much rich text", blocks);
        return check.faults;
    }

    static List<String> modalFaults(JsonNode view) {
        var check = new BlockKit();
        check.require(view.path("type").asText().equals("modal"), "only modals", view);
        check.fields(view, "type", "callback_id", "private_metadata", "title", "submit", "close", "blocks");
        for (String words : List.of("title", "submit", "close")) {
            check.text(view.path(words), "plain_text", 24);
        }
        check.require(view.path("callback_id").asText().length() <= 255, "callback_id too long", view);
        check.require(view.path("private_metadata").asText().length() <= 3000, "private_metadata too long", view);
        check.require(!view.path("blocks").isEmpty() && view.path("blocks").size() <= 100, "1 to 100 blocks", view);
        view.path("blocks").forEach(check::block);
        return check.faults;
    }

    private void input(JsonNode element) {
        require(element.path("type").asText().equals("plain_text_input"), "only texts", element);
        fields(element, "type", "action_id", "multiline", "max_length");
        int max = element.path("max_length").asInt(3000);
        require(max >= 1 && max <= 3000, "max_length of 1 to 3000", element);
        require(actionIds.add(element.path("action_id").asText()), "action_id must be there once", element);
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> {
                fields(block, "type", "text", "block_id");
                text(block.path("text"), "plain_text", 150);
            }
            case "context" -> {
                fields(block, "type", "elements", "block_id");
                size(block.path("elements"), 10);
                block.path("elements").forEach(e -> text(e, e.path("type").asText(), 2000));
            }
            case "rich_text" -> {
                fields(block, "type", "elements", "block_id");
                size(block.path("elements"), 100);
                block.path("elements").forEach(this::richElement);
            }
            case "input" -> {
                fields(block, "type", "block_id", "label", "element", "optional");
                text(block.path("label"), "plain_text", 2000);
                input(block.path("element"));
            }
            case "actions" -> {
                fields(block, "type", "elements", "block_id");
                size(block.path("elements"), 25);
                block.path("elements").forEach(this::button);
            }
            default -> require(false, "unexpected block", block);
        }
    }

    private void richElement(JsonNode element) {
        String type = element.path("type").asText();
        require(Set.of("rich_text_section", "rich_text_preformatted").contains(type), "rich text element", element);
        fields(element, "type", "elements", "border");
        size(element.path("elements"), 100);
        for (JsonNode run : element.path("elements")) {
            fields(run, "type", "text", "style");
            require(run.path("type").asText().equals("text"), "only text", run);
            require(!run.path("text").asText().isEmpty(), "empty text", run);
            richText += run.path("text").asText().length();
        }
    }

    private void button(JsonNode button) {
        require(button.path("type").asText().equals("button"), "only buttons", button);
        fields(button, "type", "text", "action_id", "value", "url", "style");
        text(button.path("text"), "plain_text", 75);
        require(button.path("value").asText().length() <= 2000, "value too long", button);
        require(button.path("url").asText().length() <= 3000, "url too long", button);
        String id = button.path("action_id").asText();
        require(!id.isEmpty() && id.length() <= 255 && actionIds.add(id), "action_id must be there once", button);
        require(
                !button.has("style")
                        || Set.of("primary", "danger")
                                .contains(button.path("style").asText()),
                "style",
                button);
    }

    private void text(JsonNode text, String type, int max) {
        require(Set.of("plain_text", "mrkdwn").contains(type), "text type", text);
        require(text.path("type").asText().equals(type), "must be " + type, text);
        fields(text, "type", "text", type.equals("mrkdwn") ? "verbatim" : "emoji");
        int length = text.path("text").asText().length();
        require(length >= 1 && length <= max, "1 to " + max + " characters", text);
    }

    private void size(JsonNode list, int max) {
        require(list.isArray() && !list.isEmpty() && list.size() <= max, "1 to " + max + " elements", list);
    }

    private void fields(JsonNode node, String... known) {
        node.fieldNames().forEachRemaining(name -> require(Set.of(known).contains(name), "unknown " + name, node));
    }

    private void require(boolean holds, String what, JsonNode where) {
        if (!holds) {
            faults.add(what + ": " + where);
        }
    }
}
