// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.Readers;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `http`: any HTTP request, whatever it means to its target. Its action is the method.
public final class HttpModel implements HttpClassifier {

    private static final Readers<HttpReading> READERS = new Readers<>(Map.ofEntries(
            entry(HttpSchema.METHOD, HttpReading::method),
            entry(HttpSchema.PATH, HttpReading::path),
            entry(HttpSchema.HOST, HttpReading::host),
            entry(HttpSchema.QUERY, HttpReading::query),
            entry(HttpSchema.PARAMS, HttpReading::params),
            entry(HttpSchema.HEADERS, HttpReading::headers),
            entry(HttpSchema.CONTENT_TYPE, HttpReading::contentType),
            entry(HttpSchema.USER_AGENT, HttpReading::userAgent),
            entry(HttpSchema.BODY, HttpReading::body),
            entry(HttpSchema.BODY_FINDS, HttpReading::bodyFinds),
            entry(HttpSchema.JSON, HttpReading::json),
            entry(HttpSchema.BODY_BYTES, HttpReading::bodyBytes)));

    private static final Set<Attribute> FROM_BODY = Set.of(HttpSchema.BODY, HttpSchema.BODY_FINDS, HttpSchema.JSON);

    @Override
    public Schema schema() {
        return HttpSchema.SCHEMA;
    }

    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return wanted.stream().anyMatch(FROM_BODY::contains);
    }

    @Override
    public Classified classify(HttpMessage message, Set<Attribute> wanted) {
        return READERS.classify(new Action(message.method()), new HttpReading(message), wanted);
    }

    /// A sample is `"GET /users?q=1"` or `{ method: POST, path: "/users", query: "q=1", host: "api",
    /// content_type: "text/plain", user_agent: "curl", headers: ["X-A: b"], body: "text" }`, every field
    /// optional; `json: { amount: 7 }` is a body of that JSON.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(HttpSample.message(sample), Set.copyOf(HttpSchema.SCHEMA.attributes()));
    }
}
