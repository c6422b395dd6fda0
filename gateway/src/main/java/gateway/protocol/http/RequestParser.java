// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.transport.Framing;
import gateway.transport.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.http.PathForm;

/// From a request's head to the command it gives: which target, which path there, who says to be calling.
final class RequestParser {

    private static final String BEARER = "bearer ";

    private final Map<String, HttpTarget> targets;

    RequestParser(Map<String, HttpTarget> targets) {
        this.targets = targets;
    }

    HttpCommand parse(RequestHead head) {
        if (head.method().equals("CONNECT") || head.method().equals("TRACE")) {
            return new HttpCommand.Malformed("The gateway does not accept the method " + head.method() + ".");
        }
        if (asksForOtherProtocol(head)) {
            return new HttpCommand.Malformed("The gateway does not change to another protocol (Upgrade).");
        }
        if (hasSeveral(head, "authorization") || hasSeveral(head, "x-api-key") || hasSeveral(head, "api-key")) {
            return new HttpCommand.Malformed("There is more than one credential.");
        }
        Optional<String> otherMethod = FieldRules.otherMethod(head);
        if (otherMethod.isPresent()) {
            return new HttpCommand.Malformed("The gateway does not accept " + otherMethod.get()
                    + ", which asks for another method than the one decided on.");
        }
        Optional<String> mistake = Claims.mistake(head);
        if (mistake.isPresent()) {
            return new HttpCommand.Malformed(mistake.get());
        }
        int mark = head.target().indexOf('?');
        String query = mark < 0 ? "" : head.target().substring(mark + 1);
        return switch (PathForm.of(mark < 0 ? head.target() : head.target().substring(0, mark))) {
            case PathForm.Normal(String path) -> route(head, path, query);
            case PathForm.Refused(String because) ->
                new HttpCommand.Malformed("The request is refused: " + because + ".");
        };
    }

    private HttpCommand route(RequestHead head, String path, String query) {
        int end = path.indexOf('/', 1);
        String name = end < 0 ? path.substring(1) : path.substring(1, end);
        String rest = end < 0 ? "" : path.substring(end);
        Optional<HttpTarget> target = Optional.ofNullable(targets.get(name));
        String there = target.map(HttpTarget::basePath).orElse("") + rest;
        var message = new HttpMessage(
                head.method(),
                target.map(known -> known.endpoint().hostHeader()).orElse(""),
                there.isEmpty() ? "/" : there,
                query,
                FieldRules.endToEnd(
                        head, target.map(known -> known.credentials().headers()).orElse(List.of())),
                head.framing() instanceof Framing.None ? Body.None.NONE : new Body.Unread("no rule reads it"));
        String clientHost = first(head, "host").orElse("");
        return new HttpCommand.Asking(name, target, message, clientHost, credential(head), Claims.of(head));
    }

    /// `Upgrade: h2c` is only an offer, which common clients make with every request; it is not taken up.
    /// Any other upgrade is what the client came for.
    private static boolean asksForOtherProtocol(RequestHead head) {
        return first(head, "upgrade")
                .filter(wish -> !wish.equalsIgnoreCase("h2c"))
                .isPresent();
    }

    private static Optional<String> credential(RequestHead head) {
        return first(head, "authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .or(() -> first(head, "x-api-key"))
                .or(() -> first(head, "api-key"));
    }

    private static boolean hasSeveral(RequestHead head, String name) {
        int count = 0;
        for (Header header : head.headers()) {
            count += header.name().equalsIgnoreCase(name) ? 1 : 0;
        }
        return count > 1;
    }

    private static Optional<String> first(RequestHead head, String name) {
        for (Header header : head.headers()) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }
}
