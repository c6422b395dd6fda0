// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Readers;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `mcp`: messages to servers of the Model Context Protocol. Its action is the method, `response` for an
/// answer to what the server asked.
public final class McpModel implements ProtocolModel {

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

    @Override
    public Schema schema() {
        return McpSchema.SCHEMA;
    }

    /// Pure. An attribute that cannot be read from the message is [policy.runtime.request.Value.Undetermined];
    /// never throws for any message of an [McpPost].
    public Classified classify(McpMessage message, Set<Attribute> wanted) {
        String action = message.kind() == McpMessage.Kind.RESPONSE ? "response" : message.method();
        return READERS.classify(new Action(action), new McpReading(message), wanted);
    }

    /// A sample is a JSON-RPC message as a text, or `{ tool: "shell.exec", args: { command: "ls" } }`, `{ prompt:
    /// "review", args: { … } }`, `{ resource: "file:///x" }`, `{ method: "tools/list", params: { … } }`, `{ kind:
    /// response, result: { … } }`, with `protocol_version: "2025-11-25"` or `batch: true`.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(McpSample.message(sample), Set.copyOf(McpSchema.SCHEMA.attributes()));
    }
}
