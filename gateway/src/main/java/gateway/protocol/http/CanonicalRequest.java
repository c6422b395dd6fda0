// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import approval.CanonicalForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;

/// What exactly a request is, for reviewers and for the digest a grant is bound to.
///
/// Every part goes into the digest preceded by its length, so no two requests share an encoding. Left out
/// are only fields that tell of the transfer or the client program and change with every retry.
final class CanonicalRequest {

    /// Begins every encoding; changes with it.
    private static final String FORM = "hpol-http-request-1";

    /// Begins every encoding of a shape.
    private static final String SHAPE = "hpol-http-shape-1";

    private static final Set<String> OF_THE_TRANSFER = Set.of(
            "accept-encoding", "user-agent", "date", "traceparent", "tracestate", "x-request-id", "x-correlation-id");

    /// The SDKs' own telemetry: retry count, timeout, runtime.
    private static final String SDK_PREFIX = "x-stainless-";

    private static final Set<String> NOT_SHOWN = Set.of("cookie");

    private CanonicalRequest() {}

    /// @param essence with its body
    /// @param shown the body as people read it
    static CanonicalForm of(HttpTarget target, Essence essence, String shown) {
        HttpMessage message = essence.request();
        List<Header> fields = message.headers().stream()
                .map(header -> new Header(header.name().toLowerCase(Locale.ROOT), header.value()))
                .filter(header -> !OF_THE_TRANSFER.contains(header.name())
                        && !header.name().startsWith(SDK_PREFIX))
                .sorted(Comparator.comparing(Header::name)) // stable: equal names keep their order
                .toList();
        String digest = digest(target, message, fields);
        String shape = target.dialect().hasShapes()
                ? RequestShape.of(message, fields, shown)
                        .map(parts -> shape(target, parts))
                        .orElse(digest)
                : digest;
        return new CanonicalForm(essence.verb(), text(message, fields, shown), digest, shape);
    }

    private static String digest(HttpTarget target, HttpMessage message, List<Header> fields) {
        MessageDigest digest = sha256();
        add(digest, FORM);
        add(digest, target.name());
        add(digest, target.origin());
        add(digest, message.method());
        add(digest, message.path());
        add(digest, message.query());
        for (Header field : fields) {
            add(digest, field.name());
            add(digest, field.value());
        }
        add(digest, ""); // no field has an empty name: the fields end here
        add(
                digest,
                switch (message.body()) {
                    case Body.None _ -> new byte[0];
                    case Body.Whole(byte[] bytes) -> bytes;
                    case Body.Unread(String because) -> throw new IllegalArgumentException(because);
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String shape(HttpTarget target, List<String> parts) {
        MessageDigest digest = sha256();
        add(digest, SHAPE);
        add(digest, target.name());
        add(digest, target.origin());
        parts.forEach(part -> add(digest, part));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        add(digest, part.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
        digest.update(part);
    }

    private static String text(HttpMessage message, List<Header> fields, String body) {
        var text = new StringBuilder(message.method()).append(' ').append(message.path());
        if (!message.query().isEmpty()) {
            text.append('?').append(message.query());
        }
        text.append('\n');
        for (Header field : fields) {
            String value = NOT_SHOWN.contains(field.name()) ? "(not shown)" : field.value();
            text.append(field.name()).append(": ").append(value).append('\n');
        }
        return body.isEmpty() ? text.toString() : text.append('\n').append(body).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
