// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.util.List;
import policy.protocols.http.HttpMessage.Header;

/// A reply's status and headers.
///
/// @param framing of the body that follows, what was asked taken into account: none for HEAD, whatever
///     the headers say
public record ReplyHead(int status, List<Header> headers, Framing framing) {

    public ReplyHead {
        headers = List.copyOf(headers);
    }
}
