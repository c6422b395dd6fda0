// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import gateway.exchange.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import policy.runtime.decision.DenialCode;

/// Where a text stands in a chunk, from the chunk's root. Elements of arrays are told apart by their member `index`, as
/// clients do when they put deltas together, and by their position if they have none.
record TextPath(List<Step> steps) {

    static final TextPath ROOT = new TextPath(List.of());

    private static final String INDEX = "index";
    /// Highest position in an array without indexes at which a text is written.
    private static final int MAX_POSITION = 256;

    sealed interface Step {
        record Member(String name) implements Step {}

        /// @param numbered whether `at` is the element's member `index`
        record Element(int at, boolean numbered) implements Step {}
    }

    TextPath {
        steps = List.copyOf(steps);
    }

    TextPath member(String name) {
        return with(new Step.Member(name));
    }

    TextPath element(JsonNode element, int position) {
        JsonNode index = element.path(INDEX);
        return with(
                index.canConvertToInt() ? new Step.Element(index.intValue(), true) : new Step.Element(position, false));
    }

    private TextPath with(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new TextPath(longer);
    }

    boolean startsWith(TextPath prefix) {
        return steps.size() >= prefix.steps.size()
                && steps.subList(0, prefix.steps.size()).equals(prefix.steps);
    }

    /// Its first steps.
    TextPath first(int count) {
        return new TextPath(steps.subList(0, Math.min(count, steps.size())));
    }

    /// The name of the innermost member around this place; empty if there is none.
    String name() {
        for (Step step : steps.reversed()) {
            if (step instanceof Step.Member(String name)) {
                return name;
            }
        }
        return "";
    }

    /// Whether writing a text at this place takes no more than a few elements before it.
    boolean writable() {
        return steps.stream()
                .noneMatch(step ->
                        step instanceof Step.Element(int at, boolean numbered) && !numbered && at > MAX_POSITION);
    }

    /// Appends to the text at this place; makes the place if it is not there.
    void append(ObjectNode root, String text) {
        JsonNode at = root;
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            at = step(at, steps.get(i), last ? null : steps.get(i + 1), text);
        }
    }

    /// Whether there is a text at this place.
    boolean in(JsonNode root) {
        JsonNode at = root;
        for (Step step : steps) {
            at = child(at, step);
        }
        return at.isTextual();
    }

    private static JsonNode child(JsonNode parent, Step step) {
        return switch (step) {
            case Step.Member(String name) -> parent.path(name);
            case Step.Element(int at, boolean numbered) -> numbered ? numbered(parent, at) : parent.path(at);
        };
    }

    private static JsonNode numbered(JsonNode array, int index) {
        for (JsonNode element : array) {
            if (element.path(INDEX).canConvertToInt() && element.path(INDEX).intValue() == index) {
                return element;
            }
        }
        return array.path(-1);
    }

    private static JsonNode step(JsonNode parent, Step step, @Nullable Step next, String text) {
        JsonNode found = child(parent, step);
        if (next != null && found.isContainerNode()) {
            return found;
        }
        JsonNode made = switch (next) {
            case null -> TextNode.valueOf((found.isTextual() ? found.textValue() : "") + text);
            case Step.Element _ -> JsonNodeFactory.instance.arrayNode();
            case Step.Member _ -> numberedAs(step);
        };
        if (step instanceof Step.Member(String name) && parent instanceof ObjectNode object) {
            object.set(name, made);
        } else if (step instanceof Step.Element(int at, boolean numbered) && parent instanceof ArrayNode array) {
            place(array, at, numbered, made);
        } else {
            throw new Failure(DenialCode.G114, "The reply changes its shape midway, so it cannot be masked.");
        }
        return made;
    }

    private static ObjectNode numberedAs(Step step) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return step instanceof Step.Element(int at, boolean numbered) && numbered ? object.put(INDEX, at) : object;
    }

    private static void place(ArrayNode array, int at, boolean numbered, JsonNode made) {
        if (numbered) {
            array.add(made);
            return;
        }
        while (array.size() <= at) {
            array.add(made.isTextual() ? TextNode.valueOf("") : array.objectNode());
        }
        array.set(at, made);
    }
}
