// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.transport.Framing;
import gateway.transport.ReplyHead;
import gateway.transport.RequestHead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import policy.protocols.http.HttpMessage.Header;

/// Which header fields pass, in which direction. Names compare without case and with `_` as `-`, because
/// many targets cannot tell the two apart.
final class FieldRules {

    /// RFC 9110 section 7.6.1, and those that frame a message or ask for another protocol.
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "http2-settings");

    /// What a caller may prove itself with to the gateway; no target ever sees it.
    private static final Set<String> CALLER_CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "x-api-key", "api-key");

    /// Ours to say, or answered by us.
    private static final Set<String> OURS = Set.of("host", "expect", "forwarded", "x-real-ip", "via");

    /// What some targets obey in place of the path that was decided on.
    private static final Set<String> OTHER_PATH = Set.of("x-original-url", "x-rewrite-url");

    /// What some targets obey in place of the method that was decided on. Without it they would do
    /// something else than the caller asked for, so it cannot just be left out.
    private static final Set<String> OTHER_METHOD =
            Set.of("x-http-method-override", "x-http-method", "x-method-override");

    private static final String FORWARDED_PREFIX = "x-forwarded-";

    /// True of the original bytes only, or an invitation to go around the gateway.
    private static final Set<String> BYTES_AS_SENT = Set.of(
            "etag",
            "accept-ranges",
            "content-md5",
            "digest",
            "content-digest",
            "repr-digest",
            "signature",
            "signature-input");

    /// Said about the host the client knows, which is the gateway and not the target; or an order to a
    /// proxy in front of it.
    private static final Set<String> NOT_FROM_TARGETS = Set.of(
            "alt-svc",
            "clear-site-data",
            "strict-transport-security",
            "public-key-pins",
            "x-accel-redirect",
            "x-sendfile",
            "x-lighttpd-send-file");

    private static final int NO_CONTENT = 204;

    private FieldRules() {}

    /// The fields of a request that are between caller and target: what policy sees and the target gets.
    static List<Header> endToEnd(RequestHead head, List<Header> targetCredentials) {
        Set<String> named = namedByConnection(head.headers());
        var kept = new ArrayList<Header>(head.headers().size());
        for (Header header : head.headers()) {
            String key = key(header.name());
            if (!HOP_BY_HOP.contains(key)
                    && !CALLER_CREDENTIALS.contains(key)
                    && !OURS.contains(key)
                    && !OTHER_PATH.contains(key)
                    && !key.startsWith(FORWARDED_PREFIX)
                    && !key.startsWith(Claims.PREFIX)
                    && !named.contains(key)
                    && !isOneOf(targetCredentials, key)) {
                kept.add(header);
            }
        }
        return kept;
    }

    /// The field that asks the target for another method than the request's, if there is one.
    static Optional<String> otherMethod(RequestHead head) {
        return head.headers().stream()
                .map(Header::name)
                .filter(name -> OTHER_METHOD.contains(key(name)))
                .findFirst();
    }

    /// All fields the target gets, the gateway's own included.
    ///
    /// @param masked whether the reply must be whole and not compressed, so that it can be masked
    static List<Header> toTarget(
            List<Header> endToEnd, HttpTarget target, String clientAddress, String clientHost, boolean masked) {
        var fields = new ArrayList<Header>(endToEnd.size() + 8);
        fields.add(new Header("Host", target.endpoint().hostHeader()));
        boolean plain = masked || target.credentials().canBeEchoed(); // compressed, it could not be seen
        for (Header header : endToEnd) {
            String key = key(header.name());
            if (!(plain && key.equals("accept-encoding")) && !(masked && asksForPart(key))) {
                fields.add(header);
            }
        }
        if (plain) {
            fields.add(new Header("Accept-Encoding", "identity"));
        }
        fields.add(new Header("X-Forwarded-For", clientAddress));
        fields.add(new Header("X-Forwarded-Proto", "http"));
        if (!clientHost.isEmpty()) {
            fields.add(new Header("X-Forwarded-Host", clientHost));
        }
        fields.addAll(target.credentials().headers());
        return fields;
    }

    private static boolean asksForPart(String key) {
        return key.equals("range") || key.equals("if-range");
    }

    /// The fields of a reply the client gets.
    static List<Header> toClient(ReplyHead head, HttpTarget target, boolean masked) {
        Set<String> named = namedByConnection(head.headers());
        var places = new Places(target);
        var kept = new ArrayList<Header>(head.headers().size());
        for (Header header : head.headers()) {
            String key = key(header.name());
            if (key.equals("content-length") ? isAllThereIs(head) && !masked : passesBack(key, named, masked)) {
                places.told(key, header.value()).ifPresent(value -> kept.add(new Header(header.name(), value)));
            }
        }
        return kept;
    }

    private static boolean passesBack(String key, Set<String> named, boolean masked) {
        return !HOP_BY_HOP.contains(key)
                && !NOT_FROM_TARGETS.contains(key)
                && !named.contains(key)
                && !(masked && BYTES_AS_SENT.contains(key));
    }

    /// The reply to HEAD, and 304, tell the length of a body that does not follow.
    private static boolean isAllThereIs(ReplyHead head) {
        return head.framing() instanceof Framing.None && head.status() != NO_CONTENT;
    }

    private static Set<String> namedByConnection(List<Header> headers) {
        Set<String> named = Set.of();
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("connection")) {
                named = named.isEmpty() ? new HashSet<>() : named;
                for (String option : header.value().split(",", -1)) {
                    named.add(key(option.strip()));
                }
            }
        }
        return named;
    }

    private static boolean isOneOf(List<Header> headers, String key) {
        for (Header header : headers) {
            if (key(header.name()).equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
