// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.exchange.Denial;
import gateway.protocol.http.EarlyReply;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.MaskedBodies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.http.JsonBody;
import policy.protocols.json.StrictJson.Parsed;
import policy.protocols.llm.Api;

/// A stream of events that begins while its caller waits. A refusal is what the model says then: events that tell of an
/// error are sent again by some clients, and others show none of their text.
final class EarlyStream implements EarlyReply {

    private static final int OK = 200;

    private final Provider provider;
    private final StreamedRefusal refusal;
    private final String model;

    private EarlyStream(Provider provider, StreamedRefusal refusal, String model) {
        this.provider = provider;
        this.refusal = refusal;
        this.model = model;
    }

    /// @return empty if the request does not ask for a stream of texts
    static Optional<EarlyReply> of(HttpMessage request) {
        if (!(JsonBody.of(request) instanceof Parsed.Tree(JsonNode root))
                || !root.path("stream").booleanValue()) {
            return Optional.empty();
        }
        String model = root.path("model").asText();
        return Api.of(request)
                .flatMap(StreamedRefusal::of)
                .map(refusal -> new EarlyStream(Provider.of(request), refusal, model));
    }

    @Override
    public List<Header> headers(String exchange) {
        return List.of(
                new Header("content-type", "text/event-stream; charset=utf-8"),
                new Header("cache-control", "no-cache"),
                new Header("x-accel-buffering", "no"),
                new Header(provider.requestIdHeader(), exchange));
    }

    /// OpenAI's: a comment that no empty line follows, because of an event without data some of its libraries make
    /// an error. Anthropic's: the event its own service sends.
    @Override
    public byte[] sign(String approval) {
        return utf8(
                switch (provider) {
                    case OPENAI -> ": waiting for approval " + approval + "\n";
                    case ANTHROPIC -> "event: ping\ndata: {\"type\": \"ping\"}\n\n";
                });
    }

    @Override
    public boolean goesOnWith(HttpReplyHead reply) {
        return reply.status() == OK && MaskedBodies.kind(reply) == MaskedBodies.Kind.EVENTS;
    }

    @Override
    public byte[] refusal(Denial denial) {
        return utf8(refusal.events("hpol-" + denial.exchange(), model, LlmRefusal.message(denial)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
