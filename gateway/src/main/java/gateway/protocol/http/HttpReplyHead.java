// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.List;
import java.util.Optional;
import policy.protocols.http.HttpMessage.Header;

/// Status and headers of a target's reply.
public record HttpReplyHead(int status, List<Header> headers) {

    public HttpReplyHead {
        headers = List.copyOf(headers);
    }

    /// The first value of a header.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
