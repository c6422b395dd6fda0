// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import gateway.exchange.Denial;
import gateway.exchange.Failure;
import gateway.protocol.Patience;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.Essence;
import gateway.protocol.http.HttpAnswer;
import gateway.protocol.http.HttpDialect;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.HttpTarget;
import gateway.protocol.http.JsonBodyMask;
import gateway.protocol.http.JsonShape;
import gateway.protocol.http.MaskedBodies;
import gateway.protocol.http.Offers;
import gateway.protocol.http.PlainEventMask;
import gateway.protocol.http.SseBodyMask;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.masking.TextMask;
import policy.protocols.mcp.McpMessage;
import policy.protocols.mcp.McpModel;
import policy.protocols.mcp.McpRequest;
import policy.runtime.decision.DenialCode;

/// The Model Context Protocol over Streamable HTTP, versions 2024-11-05 to 2026-07-28: JSON-RPC messages in POSTs to
/// one place, answered by JSON or a stream of events; GET for the server's own stream; DELETE at a session's end.
///
/// Messages pass as trees, so what versions to come add to them passes too.
public final class McpDialect implements HttpDialect {

    /// The official SDK for TypeScript gives up after 60 s.
    private static final Patience PATIENCE = Patience.silent(Duration.ofSeconds(55));

    /// Whatever a message names, a program gives back or compares letter by letter. All else is text, numbers too.
    private static final JsonShape SHAPE = new JsonShape(
            true,
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(
                    "jsonrpc",
                    "id",
                    "method",
                    "error.code",
                    "params.progressToken",
                    "params.requestId",
                    "params.progress",
                    "params.total",
                    "result.nextCursor",
                    "result.protocolVersion",
                    "result.requestState",
                    "result.resultType"));

    private static final String HEADER_PREFIX = "mcp-";

    /// Below a server's path. Some servers send callers from it to the same with a slash.
    private static final Set<String> SAME_PLACE = Set.of("", "/");

    private final McpModel model;

    /// @param model reads the requests
    public McpDialect(McpModel model) {
        this.model = model;
    }

    @Override
    public HttpClassifier classifier() {
        return model;
    }

    /// Told by headers of its own, or by readiness for both forms of an answer, which all clients must declare.
    @Override
    public boolean isSpokenIn(HttpMessage request) {
        String accepted = String.join(",", request.headers("accept")).toLowerCase(Locale.ROOT);
        return (accepted.contains("application/json") && accepted.contains("text/event-stream"))
                || request.headers().stream()
                        .anyMatch(
                                header -> header.name().toLowerCase(Locale.ROOT).startsWith(HEADER_PREFIX));
    }

    /// A server is one place. What else is below it or behind a question mark, no rule on messages could see.
    @Override
    public void requireWellFormed(HttpTarget target, HttpMessage request) {
        if (request.body() instanceof Body.Unread(String because)) {
            throw new Failure(DenialCode.G113, "The message cannot be read: " + because + ".");
        }
        String below = request.path().substring(target.basePath().length());
        if (!SAME_PLACE.contains(below) || !request.query().isEmpty()) {
            throw new Failure(
                    DenialCode.G112,
                    "The server is reached at `/%s`, without anything below it and without a query."
                            .formatted(target.name()));
        }
        if (McpRequest.of(request) instanceof McpRequest.Refused refused) {
            throw new Failure(DenialCode.G112, "The message is refused: " + refused.because() + ".");
        }
    }

    @Override
    public HttpAnswer refusal(HttpMessage request, Denial denial) {
        return McpRefusal.of(McpRequest.of(request), denial);
    }

    @Override
    public Essence essence(HttpMessage request) {
        return McpEssence.of(request);
    }

    @Override
    public Optional<Offers> offers(HttpMessage request) {
        return McpRequest.of(request) instanceof McpRequest.Read(McpMessage message)
                        && message.method().equals(McpMessage.TOOLS_LIST)
                ? Optional.of(new ToolList(model))
                : Optional.empty();
    }

    /// What a tool is given is up to the tool: a name, a command, a statement.
    @Override
    public boolean hasShapes() {
        return false;
    }

    @Override
    public Patience patience(HttpMessage request) {
        return PATIENCE;
    }

    /// A stream begins at once: a tool, or a server with nothing to say, may keep silent longer than clients wait
    /// for it.
    @Override
    public BodyTransform masked(HttpMessage request, HttpReplyHead reply, Supplier<TextMask> masks) {
        return switch (MaskedBodies.kind(reply)) {
            case JSON -> new JsonBodyMask(SHAPE, masks);
            case EVENTS -> new SseBodyMask(new PlainEventMask(SHAPE, masks, true), false);
            case NOTHING, JSON_SEQUENCE, TEXT -> MaskedBodies.plain(reply, masks);
        };
    }
}
