// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;

/// What is left of a request without its plain values, so that a consent can be good for more of its kind.
///
/// A value is plain if nothing reads it but as a value: a number, or one word of letters, digits and `_ . @ : + -` that
/// stands alone under a name that does not tell of something to be done ([#TELLING]). All else stays in the shape:
/// texts of several words, whatever a shell, a database or a template could take for more than a value, lists of texts
/// (they may be the words of a command), `true`, `false` and `null`, paths, and header fields. A body that is not
/// JSON has no shape.
final class RequestShape {

    /// Differ with every request, and only tell one from the other.
    private static final Set<String> KEYS_OF_ONE_REQUEST = Set.of("idempotency-key");

    /// A name that holds one of these words says what is done, where, or with which right.
    private static final Set<String> TELLING = Set.of(
            "action",
            "admin",
            "args",
            "arguments",
            "argv",
            "binary",
            "cmd",
            "code",
            "command",
            "content",
            "do",
            "entrypoint",
            "env",
            "environment",
            "eval",
            "exec",
            "execute",
            "executable",
            "expression",
            "file",
            "filter",
            "format",
            "function",
            "grant",
            "group",
            "groups",
            "host",
            "image",
            "input",
            "kind",
            "message",
            "messages",
            "method",
            "mode",
            "namespace",
            "op",
            "operation",
            "path",
            "permission",
            "permissions",
            "policy",
            "process",
            "program",
            "prompt",
            "query",
            "role",
            "roles",
            "run",
            "scope",
            "scopes",
            "script",
            "shell",
            "sql",
            "statement",
            "target",
            "task",
            "template",
            "text",
            "tool",
            "type",
            "uri",
            "url",
            "verb");

    /// From so many letters on a word tells wherever it stands in a name.
    private static final int LONG_WORD = 4;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.@:+-]{1,64}");
    /// Between the words of `shell_command`, `shellCommand` and `shell-command`.
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<String> parts = new ArrayList<>();

    private RequestShape() {}

    /// @param fields lower-case and sorted, without those of the transfer
    /// @param body as people read it
    /// @return all there is to the shape; empty if only the request itself is of its shape
    static Optional<List<String>> of(HttpMessage message, List<Header> fields, String body) {
        var shape = new RequestShape();
        shape.parts.addAll(List.of(message.method(), message.path()));
        shape.query(message.query());
        fields.forEach(shape::field);
        shape.parts.add("");
        if (message.body() instanceof Body.None) {
            return Optional.of(shape.parts);
        }
        return isJson(fields) && shape.json(body) ? Optional.of(shape.parts) : Optional.empty();
    }

    private static boolean isJson(List<Header> fields) {
        List<String> types = fields.stream()
                .filter(field -> field.name().equals("content-type"))
                .map(field -> field.value().split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        return types.size() == 1
                && (types.getFirst().equals("application/json")
                        || types.getFirst().endsWith("+json"));
    }

    private void query(String query) {
        for (String pair : query.split("&", -1)) {
            int mark = pair.indexOf('=');
            String name = mark < 0 ? pair : pair.substring(0, mark);
            String value = mark < 0 ? "" : pair.substring(mark + 1);
            parts.add("?" + name);
            parts.add(mark < 0 ? "" : isTelling(name) ? "=" + value : text(value));
        }
    }

    private void field(Header field) {
        parts.add(field.name());
        parts.add(KEYS_OF_ONE_REQUEST.contains(field.name()) ? "" : field.value());
    }

    /// @return whether it is one JSON value
    private boolean json(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            value(parser);
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /// Walks one value; nesting is limited by the parser.
    private void value(JsonParser parser) throws IOException {
        Deque<Boolean> telling = new ArrayDeque<>(List.of(false)); // of the containers that are open
        boolean named = false; // whether the name before tells
        JsonToken token = parser.currentToken();
        do {
            boolean literal =
                    telling.element() || named || parser.getParsingContext().inArray();
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    telling.push(telling.element() || named);
                    parts.add(token.asString());
                }
                case END_OBJECT, END_ARRAY -> {
                    telling.pop();
                    parts.add(token.asString());
                }
                case FIELD_NAME -> parts.add("." + parser.currentName());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    parts.add(literal(parser, telling.element() || named, "0"));
                case VALUE_STRING -> parts.add(literal ? "=" + parser.getText() : text(parser.getText()));
                case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parts.add(token.asString());
                case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw new IllegalStateException("not in JSON text");
            }
            named = token == JsonToken.FIELD_NAME && isTelling(parser.currentName());
            token = telling.size() == 1 && token != JsonToken.FIELD_NAME ? null : parser.nextToken();
        } while (token != null);
    }

    private static String literal(JsonParser parser, boolean literal, String otherwise) throws IOException {
        return literal ? "=" + parser.getText() : otherwise;
    }

    /// A plain value leaves only that there is one; any other stays.
    private static String text(String value) {
        return WORD.matcher(value).matches() ? "\"" : "=" + value;
    }

    private static boolean isTelling(String name) {
        if (!NAME.matcher(name).matches()) {
            return true; // escapes and other scripts can spell any word
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return TELLING.stream().anyMatch(word -> word.length() >= LONG_WORD && lower.contains(word))
                || Stream.of(BETWEEN_WORDS.split(name))
                        .anyMatch(word -> TELLING.contains(word.toLowerCase(Locale.ROOT)));
    }
}
