// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The texts a model reads as one although the request has them in parts: wherever there is a list of
/// objects (parts of a message, messages), the strings of each field that several of them have.
final class JoinedTexts {

    private JoinedTexts() {}

    /// @return each put together with line ends between its parts
    static List<String> of(JsonNode root) {
        var joined = new ArrayList<String>();
        collect(root, joined);
        return joined;
    }

    private static void collect(JsonNode node, List<String> joined) {
        if (node.isArray()) {
            fields(node).values().stream()
                    .filter(parts -> parts.size() > 1)
                    .forEach(parts -> joined.add(String.join("\n", parts)));
        }
        node.forEach(child -> collect(child, joined));
    }

    private static Map<String, List<String>> fields(JsonNode array) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (JsonNode item : array) {
            item.properties().forEach(field -> {
                if (field.getValue().isTextual()
                        && !Fields.isWord(field.getKey(), field.getValue().textValue())) {
                    fields.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                            .add(field.getValue().textValue());
                }
            });
        }
        return fields;
    }
}
