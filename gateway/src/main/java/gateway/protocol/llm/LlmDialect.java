// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import gateway.exchange.Denial;
import gateway.protocol.Patience;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.EarlyReply;
import gateway.protocol.http.HttpAnswer;
import gateway.protocol.http.HttpDialect;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.JsonBodyMask;
import gateway.protocol.http.MaskedBodies;
import gateway.protocol.http.SseBodyMask;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.llm.Api;
import policy.protocols.masking.TextMask;

/// Language models as their clients know them: OpenAI's and Anthropic's HTTP interfaces, and those that imitate them.
public final class LlmDialect implements HttpDialect {

    /// A little less than what the most patient clients and the proxies before them bear without a byte.
    private static final Duration MAX_SILENCE = Duration.ofMinutes(4);
    /// How long a stream may take to begin that shows signs: as long as anybody may be asked for.
    private static final Duration MAX_PATIENCE = Duration.ofHours(1);
    /// Some clients end a stream that has not begun after about 15 seconds, and tell nobody beforehand.
    private static final Duration IMPATIENT = Duration.ofSeconds(12);
    private static final String IMPATIENT_AGENT = "GitHubCopilotChat/";
    /// Part of the deadline a client announces that is left for the answer to reach it.
    private static final double MARGIN = 0.1;
    /// Seconds the official SDKs wait: between two bytes, and until the answer is there.
    private static final String READ_DEADLINE = "x-stainless-read-timeout";
    private static final String DEADLINE = "x-stainless-timeout";
    /// The one language in which the latter ends with the head of the answer.
    private static final String UNTIL_THE_HEAD = "js";

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
    public boolean hasShapes() {
        return false;
    }

    @Override
    public Patience patience(HttpMessage request) {
        Duration silent = shortest(
                Stream.of(
                                announced(request, READ_DEADLINE),
                                announced(request, DEADLINE),
                                isImpatient(request) ? Stream.of(IMPATIENT) : Stream.<Duration>of())
                        .flatMap(Function.identity()),
                MAX_SILENCE);
        if (early(request).isEmpty()) {
            return Patience.silent(silent);
        }
        boolean untilTheHead = request.headers("x-stainless-lang").contains(UNTIL_THE_HEAD);
        Duration inAll = untilTheHead ? MAX_PATIENCE : shortest(announced(request, DEADLINE), MAX_PATIENCE);
        return new Patience(silent, inAll.compareTo(silent) < 0 ? silent : inAll);
    }

    @Override
    public Optional<EarlyReply> early(HttpMessage request) {
        return EarlyStream.of(request);
    }

    private static boolean isImpatient(HttpMessage request) {
        return request.headers("user-agent").stream().anyMatch(agent -> agent.startsWith(IMPATIENT_AGENT));
    }

    private static Duration shortest(Stream<Duration> of, Duration atMost) {
        return of.reduce(atMost, (one, other) -> one.compareTo(other) <= 0 ? one : other);
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

    /// What the client says it waits, less what the answer takes to reach it. Nonsense is no deadline: the client
    /// gets what others get.
    private static Stream<Duration> announced(HttpMessage request, String field) {
        return request.headers(field).stream().flatMap(LlmDialect::deadline);
    }

    private static Stream<Duration> deadline(String written) {
        try {
            double seconds = Double.parseDouble(written.strip());
            boolean sensible = seconds > 0 && seconds <= MAX_PATIENCE.toSeconds();
            return sensible ? Stream.of(Duration.ofMillis((long) (seconds * (1 - MARGIN) * 1000))) : Stream.of();
        } catch (NumberFormatException e) {
            return Stream.of();
        }
    }
}
