// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.util.List;
import java.util.Locale;
import policy.protocols.http.HttpMessage.Header;

/// A request's line and headers as they came off the wire, syntactically checked and nothing more.
///
/// @param target the request target as sent
/// @param oneDotZero whether the client speaks HTTP/1.0
public record RequestHead(String method, String target, boolean oneDotZero, List<Header> headers, Framing framing) {

    /// Stands where a request would, if what came was none.
    static final RequestHead NOTHING = new RequestHead("", "", false, List.of(), Framing.None.NONE);

    public RequestHead {
        headers = List.copyOf(headers);
    }

    /// Whether the client wants to send another request on the same connection (RFC 9112 section 9.3).
    boolean asksToStay() {
        String wish = "";
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("connection")) {
                wish = header.value().toLowerCase(Locale.ROOT);
            }
        }
        return oneDotZero ? wish.contains("keep-alive") : !wish.contains("close");
    }
}
