// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// The tools a request offers to the model, whichever way it does.
final class Tools {

    private static final List<String> LISTS = List.of("tools", "functions", "mcp_servers");

    private Tools() {}

    static Value names(JsonNode root) {
        var names = new ArrayList<String>();
        for (String list : LISTS) {
            JsonNode tools = root.path(list);
            if (!tools.isArray() && !tools.isMissingNode() && !tools.isNull()) {
                return new Undetermined("`%s` is not a list".formatted(list));
            }
            for (JsonNode tool : tools) {
                Optional<String> name = name(tool);
                if (name.isEmpty()) {
                    return new Undetermined("`%s` has a tool without a name".formatted(list));
                }
                names.add(name.get());
            }
        }
        if (root.path("web_search_options").isObject()) {
            names.add("web_search");
        }
        return Value.of(names);
    }

    /// A built-in tool or a server of tools may have no name: then its label or its type.
    private static Optional<String> name(JsonNode tool) {
        return Stream.of(
                        tool.path("name"),
                        tool.path("function").path("name"),
                        tool.path("custom").path("name"),
                        tool.path("server_label"),
                        tool.path("type"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .filter(name -> !name.equals("function") && !name.equals("custom"));
    }
}
