// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.protocols.InvalidSample;
import policy.protocols.Readers;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// The protocol `mcp`: messages to servers of the Model Context Protocol. Its action is the method, and where there is
/// none the kind, such as `response`.
public final class McpModel implements HttpClassifier {

    private static final Readers<McpReading> READERS = new Readers<>(Map.ofEntries(
            entry(McpSchema.KIND, McpReading::kind),
            entry(McpSchema.METHOD, McpReading::method),
            entry(McpSchema.TOOL, McpReading::tool),
            entry(McpSchema.ARGS, McpReading::args),
            entry(McpSchema.PROMPT, McpReading::prompt),
            entry(McpSchema.RESOURCE, McpReading::resource),
            entry(McpSchema.PROTOCOL_VERSION, McpReading::protocolVersion),
            entry(McpSchema.BATCH, McpReading::batch),
            entry(McpSchema.TEXT, McpReading::text),
            entry(McpSchema.TEXT_FINDS, McpReading::textFinds)));

    private static final Set<Attribute> OF_ANY_CALL = Set.of(
            McpSchema.KIND, McpSchema.METHOD, McpSchema.TOOL, McpSchema.PROMPT, McpSchema.RESOURCE, McpSchema.BATCH);

    private static final Readers<Undetermined> UNREADABLE = new Readers<>(READERS.byAttribute().keySet().stream()
            .collect(Collectors.toMap(Function.identity(), _ -> because -> because)));

    @Override
    public Schema schema() {
        return McpSchema.SCHEMA;
    }

    /// Whatever is asked about a message, that it is one shows in the body.
    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return true;
    }

    /// Nothing can be read from what is [McpRequest.Refused]; whoever carries it does not ask policy at all.
    @Override
    public Classified classify(HttpMessage request, Set<Attribute> wanted) {
        return switch (McpRequest.of(request)) {
            case McpRequest.Read(McpMessage message) -> classify(message, wanted);
            case McpRequest.Refused refused ->
                UNREADABLE.classify(new Action("unknown"), new Undetermined(refused.because()), wanted);
        };
    }

    private static Classified classify(McpMessage message, Set<Attribute> wanted) {
        String action = message.method().isEmpty() ? message.kind().word() : message.method();
        return READERS.classify(new Action(action), new McpReading(message), wanted);
    }

    /// A call of a tool of which nothing is known but the tool: what it is called with is undetermined.
    public Classified callOf(String tool) {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("id", 0).put("method", McpMessage.TOOLS_CALL);
        call.putObject("params").put("name", tool);
        return classify(McpMessage.posted(call, Optional.empty(), false), OF_ANY_CALL);
    }

    /// A sample is a JSON-RPC message as a text, or `{ tool: "shell.exec", args: { command: "ls" } }`, `{ prompt:
    /// "review", args: { … } }`, `{ resource: "file:///x" }`, `{ method: "tools/list", params: { … } }`, `{ kind:
    /// response, result: { … } }`, `{ kind: stream }`, with `protocol_version: "2025-11-25"` or `batch: true`.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(McpSample.message(sample), Set.copyOf(McpSchema.SCHEMA.attributes()));
    }
}
