// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.util.Locale;
import java.util.Set;
import policy.protocols.json.StrictJson;
import policy.protocols.json.StrictJson.Parsed;

/// A body as one JSON value, or why it is none.
///
/// JSON has one encoding (RFC 8259, 8.1) and most of its readers never look at `charset`: a body that names another
/// one means one thing to them and another to those that do look.
public final class JsonBody {

    private static final Set<String> UTF_8 = Set.of("", "utf-8", "utf8", "us-ascii", "ascii");

    private JsonBody() {}

    public static Parsed of(HttpMessage message) {
        if (MediaType.of(message) instanceof MediaType.Named named
                && !UTF_8.contains(named.charset().toLowerCase(Locale.ROOT))) {
            return new Parsed.Malformed("the body is JSON in a character set other than UTF-8");
        }
        return switch (BodyText.of(message)) {
            case BodyText.Decoded decoded -> StrictJson.parse(decoded.text());
            case BodyText.Unreadable unreadable -> new Parsed.Malformed(unreadable.because());
        };
    }

    /// Whether there is none.
    public static boolean missing(HttpMessage message) {
        return switch (message.body()) {
            case HttpMessage.Body.None _ -> true;
            case HttpMessage.Body.Whole whole -> whole.bytes().length == 0;
            case HttpMessage.Body.Unread _ -> false;
        };
    }
}
