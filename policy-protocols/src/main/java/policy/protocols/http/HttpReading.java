// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import policy.protocols.detect.Detectors;
import policy.protocols.json.JsonTexts;
import policy.protocols.json.StrictJson;
import policy.protocols.json.StrictJson.Parsed;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// Reads the attributes of one message; what takes the body's text decodes it once.
final class HttpReading {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z._-]+?)\\.?(?::[0-9]{1,5})?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private final HttpMessage message;
    private @Nullable BodyText body;

    HttpReading(HttpMessage message) {
        this.message = message;
    }

    Value method() {
        return HttpSchema.METHODS.contains(message.method())
                ? Value.of(message.method())
                : new Undetermined("the method is not a registered one");
    }

    /// Normalised again: a caller that forgot would be decided on another path than the target is sent.
    Value path() {
        return switch (PathForm.of(message.path())) {
            case PathForm.Refused refused -> new Undetermined(refused.because());
            case PathForm.Normal normal when normal.path().equals(message.path()) -> Value.of(normal.path());
            case PathForm.Normal _ -> new Undetermined("the path is not in its normal form");
        };
    }

    Value host() {
        Matcher host = HOST.matcher(message.host());
        return host.matches()
                ? Value.of(host.group(1).toLowerCase(Locale.ROOT))
                : new Undetermined("the host is not a valid one");
    }

    Value query() {
        if (message.query().isEmpty()) {
            return Absent.ABSENT;
        }
        return switch (PercentForm.of(message.query(), PercentForm.Part.QUERY)) {
            case PercentForm.Good good -> Value.of(good.text());
            case PercentForm.Bad bad -> new Undetermined("the query contains " + bad.because());
        };
    }

    Value params() {
        return switch (QueryParameters.of(message.query())) {
            case QueryParameters.Unreadable unreadable -> new Undetermined(unreadable.because());
            case QueryParameters.Read read -> {
                var byName = new LinkedHashMap<String, List<String>>();
                read.parameters()
                        .forEach(parameter -> byName.computeIfAbsent(parameter.name(), _ -> new ArrayList<>())
                                .add(parameter.value()));
                var fields = new HashMap<String, Value>();
                byName.forEach((name, values) ->
                        fields.put(name, values.size() == 1 ? Value.of(values.getFirst()) : Value.of(values)));
                yield new Value.Fields(fields);
            }
        };
    }

    Value headers() {
        return HeaderValues.of(message);
    }

    Value contentType() {
        return switch (MediaType.of(message)) {
            case MediaType.None _ -> Absent.ABSENT;
            case MediaType.Named named -> Value.of(named.name());
            case MediaType.Unclear unclear -> new Undetermined(unclear.because());
        };
    }

    Value userAgent() {
        return single("user-agent", Value::of);
    }

    Value bodyBytes() {
        return message.body() == HttpMessage.Body.None.NONE
                ? Value.of(0)
                : single("content-length", HttpReading::count);
    }

    private static Value count(String digits) {
        return DIGITS.matches(digits)
                ? Value.of(Long.parseLong(digits))
                : new Undetermined("the length is not a number");
    }

    private Value single(String header, Function<String, Value> read) {
        List<String> values = message.headers(header);
        return switch (values.size()) {
            case 0 -> Absent.ABSENT;
            case 1 -> read.apply(values.getFirst());
            default -> new Undetermined("there is more than one header `%s`".formatted(header));
        };
    }

    Value body() {
        return ofText(Value::of);
    }

    Value json() {
        return JsonBody.open(message, false);
    }

    /// Looks through the text as it stands and through what its format hides: escapes of JSON, encodings
    /// of a form.
    Value bodyFinds() {
        return ofText(text -> switch (MediaType.of(message)) {
            case MediaType.Named named when named.form() -> entities(text, formDecoded(text));
            case MediaType.Named named when named.json() && !text.isEmpty() -> jsonFinds(text);
            default -> looksLikeJson(text) ? jsonFindsIfJson(text) : entities(text);
        });
    }

    private Value ofText(Function<String, Value> read) {
        BodyText text = body == null ? BodyText.of(message) : body;
        body = text;
        return switch (text) {
            case BodyText.Decoded decoded -> read.apply(decoded.text());
            case BodyText.Unreadable unreadable -> new Undetermined(unreadable.because());
        };
    }

    private static Value jsonFinds(String text) {
        return switch (StrictJson.parse(text)) {
            case Parsed.Tree tree -> entities(text, JsonTexts.of(tree.root()));
            case Parsed.Malformed malformed -> new Undetermined(malformed.because());
        };
    }

    private static Value jsonFindsIfJson(String text) {
        return jsonFinds(text) instanceof Value.Many found ? found : entities(text);
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[") || start.startsWith("\"");
    }

    private static String formDecoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // not a form after all; the text itself is looked through anyway
        }
    }

    private static Value entities(String... texts) {
        var names = new TreeSet<String>();
        for (String text : texts) {
            names.addAll(Detectors.ALL.names(text));
        }
        return Value.of(names);
    }
}
