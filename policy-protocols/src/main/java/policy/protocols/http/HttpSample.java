// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.request.Value;

/// Builds the message that a sample of a test describes, as the gateway would hand it to the classifier.
public final class HttpSample {

    private static final List<String> FIELDS =
            List.of("method", "path", "query", "host", "content_type", "user_agent", "headers", "body", "json");
    private static final String HOST = "target.example";

    private HttpSample() {}

    /// @param sample a line such as `GET /users?q=1`, or fields
    public static HttpMessage message(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text line -> line(line.text());
            case Value.Fields fields -> fields(new Sample(fields, FIELDS));
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "an http sample is a text such as `GET /users`, or fields such as `{ method: GET, path:"
                                + " \"/users\" }`");
        };
    }

    /// `GET /users?q=1`.
    private static HttpMessage line(String line) throws InvalidSample {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 2) {
            throw new InvalidSample(
                    Optional.empty(), "`%s` is not a method, a space and a path, such as `GET /users`".formatted(line));
        }
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        String query = mark < 0 ? "" : words[1].substring(mark + 1);
        return new HttpMessage(words[0], HOST, normal(path), query, List.of(), Body.None.NONE);
    }

    private static HttpMessage fields(Sample sample) throws InvalidSample {
        Optional<JsonNode> json = sample.object("json");
        if (json.isPresent() && sample.has("body")) {
            throw new InvalidSample(Optional.of("json"), "`json` is the body, so it cannot stand beside `body`");
        }
        Optional<String> text = json.isPresent() ? json.map(JsonNode::toString) : sample.text("body");
        byte[] bytes = text.orElse("").getBytes(StandardCharsets.UTF_8);
        return new HttpMessage(
                sample.text("method").orElse(text.isPresent() ? "POST" : "GET"),
                sample.text("host").orElse(HOST),
                normal(sample.text("path").orElse("/")),
                sample.text("query").orElse(""),
                headers(sample, text.isPresent(), bytes.length),
                text.isPresent() ? new Body.Whole(bytes) : Body.None.NONE);
    }

    private static List<Header> headers(Sample sample, boolean body, int bytes) throws InvalidSample {
        var headers = new ArrayList<Header>();
        for (String line : sample.texts("headers")) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new InvalidSample(
                        Optional.of("headers"),
                        "`%s` is not a name, a colon and a value, such as `Accept: */*`".formatted(line));
            }
            String name = line.substring(0, colon).strip();
            checkEffect(name, body);
            headers.add(new Header(name, line.substring(colon + 1).strip()));
        }
        Optional<String> type = sample.text("content_type")
                .or(() -> sample.has("json") ? Optional.of("application/json") : Optional.empty());
        type.ifPresent(name -> headers.add(new Header("content-type", name)));
        sample.text("user_agent").ifPresent(agent -> headers.add(new Header("user-agent", agent)));
        if (body && headers.stream().noneMatch(h -> h.name().equalsIgnoreCase("content-length"))) {
            headers.add(new Header("content-length", Integer.toString(bytes)));
        }
        return headers;
    }

    /// What no rule would ever see must not look as if it meant something.
    private static void checkEffect(String name, boolean body) throws InvalidSample {
        if (name.equalsIgnoreCase("host")) {
            throw new InvalidSample(
                    Optional.of("headers"),
                    "the header `Host` is the field `host`",
                    "write `host: \"orders.example\"` in its place");
        }
        if (name.equalsIgnoreCase("content-length") && !body) {
            throw new InvalidSample(
                    Optional.of("headers"),
                    "it announces a body and has none",
                    "leave `Content-Length` out, or add a `body` or `json`");
        }
    }

    /// @throws InvalidSample if the gateway would refuse the path
    public static String normal(String path) throws InvalidSample {
        return switch (PathForm.of(path)) {
            case PathForm.Normal normal -> normal.path();
            case PathForm.Refused refused ->
                throw new InvalidSample(
                        Optional.of("path"),
                        "no policy sees `%s`, the gateway refuses it: %s".formatted(path, refused.because()));
        };
    }
}
