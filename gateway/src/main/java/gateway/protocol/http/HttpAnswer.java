// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.List;
import policy.protocols.http.HttpMessage.Header;

/// A reply the gateway gives itself. `Content-Length` is added when it is sent.
public record HttpAnswer(int status, List<Header> headers, byte[] body) {
    public HttpAnswer {
        headers = List.copyOf(headers);
    }
}
