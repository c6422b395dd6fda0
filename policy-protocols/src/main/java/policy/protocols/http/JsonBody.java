// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import policy.protocols.json.OpenJson;
import policy.protocols.json.StrictJson;
import policy.protocols.json.StrictJson.Parsed;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// A body as one JSON value, or why it is none.
///
/// JSON has one encoding (RFC 8259, 8.1) and most of its readers never look at `charset`: a body that names another
/// one means one thing to them and another to those that do look.
public final class JsonBody {

    private static final Set<String> UTF_8 = Set.of("", "utf-8", "utf8", "us-ascii", "ascii");

    private static final String NOT_DECLARED = "the body is not declared as JSON";

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

    /// The members of a body that is a JSON object, [Value.Fields]; none if there is no body. A body that is
    /// declared as something else may be read as JSON all the same, so it is undetermined.
    ///
    /// @param undeclared whether a body without a media type counts as JSON
    public static Value open(HttpMessage message, boolean undeclared) {
        if (missing(message)) {
            return new Value.Fields(Map.of());
        }
        return switch (MediaType.of(message)) {
            case MediaType.Unclear unclear -> new Undetermined(unclear.because());
            case MediaType.None _ -> undeclared ? open(message) : new Undetermined(NOT_DECLARED);
            case MediaType.Named named -> named.json() ? open(message) : new Undetermined(NOT_DECLARED);
        };
    }

    private static Value open(HttpMessage message) {
        return switch (of(message)) {
            case Parsed.Malformed malformed -> new Undetermined(malformed.because());
            case Parsed.Tree tree -> OpenJson.of(tree.root(), "the body");
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
