// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.util.List;
import java.util.Optional;

/// One HTTP request, as the target will see it: the gateway's own path prefix and the caller's credential
/// are gone.
///
/// @param path absolute and normalised, without query
/// @param query what follows `?`, undecoded; empty if there is none
public record HttpMessage(String method, String host, String path, String query, List<Header> headers, Body body) {

    public HttpMessage {
        headers = List.copyOf(headers);
    }

    /// @param name as sent; names compare without case
    public record Header(String name, String value) {}

    public sealed interface Body {
        /// There is none.
        enum None implements Body {
            NONE
        }

        /// The whole body, after removal of transfer codings; content codings are still on.
        record Whole(byte[] bytes) implements Body {}

        /// There is one, but it was not read.
        ///
        /// @param because why, in words for the blocked person
        record Unread(String because) implements Body {}
    }

    /// The value of a header; empty if it is missing or appears more than once (then nobody can tell which
    /// counts).
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// The values of all headers of this name, in the order they were sent.
    public List<String> headers(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
