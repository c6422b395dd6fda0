// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.protocols.http.BodyText;
import policy.protocols.http.HttpMessage;

/// The headers that repeat what the body says, compared with it. `Mcp-Param-…` is left to the server: which argument
/// one repeats stands in the tool's definition.
final class Mirrors {

    static final String VERSION = "mcp-protocol-version";
    private static final String METHOD = "mcp-method";
    private static final String NAME = "mcp-name";

    /// Around a name that cannot stand in a header.
    private static final String BEFORE_BASE64 = "=?base64?";

    private static final String AFTER_BASE64 = "?=";

    private Mirrors() {}

    /// What disagrees; empty if nothing does. A header that is missing does not.
    static Optional<String> mismatch(HttpMessage post, McpMessage message) {
        for (String header : List.of(VERSION, METHOD, NAME)) {
            List<String> values = named(post, header).toList();
            if (values.size() > 1) {
                return Optional.of("there is more than one header `%s`".formatted(header));
            }
            if (!values.isEmpty() && !agrees(header, values.getFirst().strip(), message)) {
                return Optional.of("the header `%s` does not say what the message says".formatted(header));
            }
        }
        return Optional.empty();
    }

    /// The values of all headers of a name, as servers read names that take `_` for `-`.
    static Stream<String> named(HttpMessage request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().replace('_', '-').equalsIgnoreCase(name))
                .map(HttpMessage.Header::value);
    }

    /// The version `initialize` asks for is an offer, not a mirror.
    private static boolean agrees(String header, String value, McpMessage message) {
        return switch (header) {
            case METHOD -> value.equals(message.method());
            case NAME ->
                decoded(value)
                        .filter(name -> message.name().filter(name::equals).isPresent())
                        .isPresent();
            default -> {
                JsonNode own = McpMessage.ownVersion(message.root());
                yield own.isMissingNode() || message.method().equals("initialize") || value.equals(own.textValue());
            }
        };
    }

    /// Empty if it is none.
    private static Optional<String> decoded(String value) {
        if (!value.startsWith(BEFORE_BASE64) || !value.endsWith(AFTER_BASE64)) {
            return Optional.of(value);
        }
        int end = value.length() - AFTER_BASE64.length();
        try {
            String encoded = value.substring(Math.min(BEFORE_BASE64.length(), end), end);
            return BodyText.utf8(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
