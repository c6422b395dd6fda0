// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Finds the texts in a reply's body by what its head says it is. What cannot be read cannot be masked and is refused:
/// compressed, partial, binary and unknown bodies.
public final class MaskedBodies {

    private static final Set<String> UTF8 = Set.of("utf-8", "utf8", "us-ascii", "ascii");
    private static final Set<String> SEQUENCES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl");
    private static final int PARTIAL_CONTENT = 206;
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    private MaskedBodies() {}

    /// Any body whose texts can be told without knowing the protocol.
    ///
    /// @throws Failure G114 if they cannot
    public static BodyTransform plain(HttpReplyHead head, Supplier<TextMask> masks) {
        return switch (kind(head)) {
            case NOTHING -> new EmptyBody();
            case JSON -> new JsonBodyMask(JsonShape.VALUE, masks);
            case JSON_SEQUENCE -> new JsonBodyMask(JsonShape.VALUES, masks);
            case EVENTS -> new SseBodyMask(new PlainEventMask(JsonShape.VALUE, masks, false));
            case TEXT -> new TextBodyMask(masks.get());
        };
    }

    /// What a body is made of.
    public enum Kind {
        NOTHING,
        JSON,
        JSON_SEQUENCE,
        EVENTS,
        TEXT
    }

    /// @throws Failure G114 if it is none of these, or not to be read
    public static Kind kind(HttpReplyHead head) {
        if (WITHOUT_BODY.contains(head.status())
                || values(head, "content-length").equals(List.of("0"))) {
            return Kind.NOTHING;
        }
        if (head.status() == PARTIAL_CONTENT) {
            throw unmaskable("is a part of a whole");
        }
        if (!values(head, "content-encoding").stream().allMatch(coding -> coding.equalsIgnoreCase("identity"))) {
            throw unmaskable("is compressed");
        }
        List<String> types = values(head, "content-type");
        if (types.isEmpty()) {
            return Kind.NOTHING; // many servers do not say that nothing follows
        }
        if (types.size() != 1) {
            throw unmaskable("does not say what it is");
        }
        return kind(types.getFirst());
    }

    private static Kind kind(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            requireUtf8(parts[i].strip());
        }
        if (type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"))) {
            return Kind.JSON;
        }
        if (SEQUENCES.contains(type)) {
            return Kind.JSON_SEQUENCE;
        }
        if (type.equals("text/event-stream")) {
            return Kind.EVENTS;
        }
        if (type.startsWith("text/")) {
            return Kind.TEXT;
        }
        throw unmaskable("is of a type whose texts are not known");
    }

    private static void requireUtf8(String parameter) {
        if (!parameter.startsWith("charset")) {
            return;
        }
        String charset = parameter.substring(parameter.indexOf('=') + 1).strip().replace("\"", "");
        if (!UTF8.contains(charset)) {
            throw unmaskable("is not in UTF-8");
        }
    }

    private static List<String> values(HttpReplyHead head, String name) {
        return head.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .map(String::strip)
                .toList();
    }

    private static Failure unmaskable(String because) {
        return new Failure(DenialCode.G114, "The reply " + because + ", so it cannot be masked as a rule demands.");
    }

    /// Nothing was announced, so nothing may come.
    private static final class EmptyBody implements BodyTransform {

        @Override
        public byte[] push(byte[] chunk) {
            if (chunk.length > 0) {
                throw unmaskable("has a body and does not say of what type");
            }
            return chunk;
        }

        @Override
        public byte[] finish() {
            return new byte[0];
        }
    }
}
