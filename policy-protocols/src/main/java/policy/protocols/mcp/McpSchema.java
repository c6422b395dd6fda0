// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.open;
import static policy.runtime.request.Attribute.optional;
import static policy.runtime.request.Attribute.searched;

import java.util.List;
import java.util.stream.Stream;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `mcp` messages.
public final class McpSchema {

    static final List<String> KINDS =
            Stream.of(McpMessage.Kind.values()).map(McpMessage.Kind::word).toList();

    public static final Attribute KIND = always(
            "mcp.kind",
            new Type.Choice("mcp kind", KINDS),
            "Whether the caller asks, tells, or answers what the server asked; opens the server's stream, has it told"
                    + " again from where it broke off, or ends the session.");
    public static final Attribute METHOD =
            always("mcp.method", Type.TEXT, "What is asked for, such as `\"tools/call\"`; empty if nothing is.");
    public static final Attribute TOOL =
            always("mcp.tool", Type.TEXT, "Name of the tool that is called; empty if none is.");
    public static final Attribute ARGS =
            open("mcp.args", "Arguments of the tool or the prompt: `mcp.args.command`; no members if there are none.");
    public static final Attribute PROMPT =
            always("mcp.prompt", Type.TEXT, "Name of the prompt that is asked for; empty if none is.");
    public static final Attribute RESOURCE = always(
            "mcp.resource",
            Type.TEXT,
            "URI of the resource that is read or subscribed to, in its one form; empty if none is.");
    public static final Attribute PROTOCOL_VERSION = optional(
            "mcp.protocol_version", Type.TEXT, "Version the message names, such as `\"2026-07-28\"`, if it names one.");
    public static final Attribute BATCH =
            always("mcp.batch", Type.BOOL, "Whether the message came as a batch of one; a larger one is refused.");
    public static final Attribute TEXT = searched(
            "mcp.text", "Every text in the parameters, the result or the error, names of unknown fields included.");
    public static final Attribute TEXT_FINDS = TEXT.findings();

    static final Schema SCHEMA = Schema.of(
                    "mcp",
                    "A message of the Model Context Protocol to a server.",
                    List.of(KIND, METHOD, TOOL, ARGS, PROMPT, RESOURCE, PROTOCOL_VERSION, BATCH, TEXT))
            .answeringIn(Schema.Part.FIELD);

    private McpSchema() {}
}
