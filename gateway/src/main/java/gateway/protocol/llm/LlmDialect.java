// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import gateway.exchange.Denial;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.Essence;
import gateway.protocol.http.HttpAnswer;
import gateway.protocol.http.HttpDialect;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.HttpTarget;
import gateway.protocol.http.JsonBodyMask;
import gateway.protocol.http.MaskedBodies;
import gateway.protocol.http.Offers;
import gateway.protocol.http.SseBodyMask;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.llm.Api;
import policy.protocols.masking.TextMask;

/// Language models as their clients know them: OpenAI's and Anthropic's HTTP interfaces, and those that imitate them.
public final class LlmDialect implements HttpDialect {

    /// A little less than what the most patient clients and the proxies before them bear without a byte.
    private static final Duration MAX_PATIENCE = Duration.ofMinutes(4);
    /// Part of the deadline a client announces that is left for the answer to reach it.
    private static final double MARGIN = 0.1;
    /// Seconds the official SDKs wait; which of the two is sent depends on the language.
    private static final Set<String> DEADLINES = Set.of("x-stainless-timeout", "x-stainless-read-timeout");

    private final HttpClassifier classifier;

    /// @param classifier reads the requests
    public LlmDialect(HttpClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public HttpClassifier classifier() {
        return classifier;
    }

    @Override
    public boolean isSpokenIn(HttpMessage request) {
        return Api.of(request).isPresent();
    }

    @Override
    public HttpAnswer refusal(HttpMessage request, Denial denial) {
        return LlmRefusal.of(Provider.of(request), denial);
    }

    @Override
    public void requireWellFormed(HttpTarget target, HttpMessage request) {}

    @Override
    public Essence essence(HttpMessage request) {
        return new Essence(request.method(), request);
    }

    @Override
    public Optional<Offers> offers(HttpMessage request) {
        return Optional.empty();
    }

    @Override
    public boolean hasShapes() {
        return false;
    }

    @Override
    public Duration patience(HttpMessage request) {
        return request.headers().stream()
                .filter(header -> DEADLINES.contains(header.name().toLowerCase(Locale.ROOT)))
                .flatMap(LlmDialect::deadline)
                .reduce(MAX_PATIENCE, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /// Texts of events are put together as the provider's clients do; of other JSON every string is a text.
    @Override
    public BodyTransform masked(HttpMessage request, HttpReplyHead reply, Supplier<TextMask> masks) {
        return switch (MaskedBodies.kind(reply)) {
            case JSON -> new JsonBodyMask(Leaves.SHAPE, masks);
            case EVENTS -> new SseBodyMask(new LlmEventMask(masks));
            case NOTHING, JSON_SEQUENCE, TEXT -> MaskedBodies.plain(reply, masks);
        };
    }

    private static Stream<Duration> deadline(Header header) {
        try {
            double seconds = Double.parseDouble(header.value().strip());
            boolean sensible = seconds > 0 && seconds <= MAX_PATIENCE.toSeconds() / (1 - MARGIN);
            return sensible ? Stream.of(Duration.ofMillis((long) (seconds * (1 - MARGIN) * 1000))) : Stream.of();
        } catch (NumberFormatException e) {
            return Stream.of(); // not a deadline: the client gets what others get
        }
    }
}
