// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import policy.protocols.InvalidSample;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `http`: any HTTP request, whatever it means to its target. Its action is the method.
public final class HttpModel implements HttpClassifier {

    private static final Map<String, Function<HttpReading, Value>> READERS = Map.ofEntries(
            entry(HttpSchema.METHOD.name(), HttpReading::method),
            entry(HttpSchema.PATH.name(), HttpReading::path),
            entry(HttpSchema.HOST.name(), HttpReading::host),
            entry(HttpSchema.QUERY.name(), HttpReading::query),
            entry(HttpSchema.CONTENT_TYPE.name(), HttpReading::contentType),
            entry(HttpSchema.USER_AGENT.name(), HttpReading::userAgent),
            entry(HttpSchema.BODY.name(), HttpReading::body),
            entry(HttpSchema.BODY_FINDS.name(), HttpReading::bodyFinds),
            entry(HttpSchema.BODY_BYTES.name(), HttpReading::bodyBytes));

    @Override
    public Schema schema() {
        return HttpSchema.SCHEMA;
    }

    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return wanted.contains(HttpSchema.BODY) || wanted.contains(HttpSchema.BODY_FINDS);
    }

    @Override
    public Classified classify(HttpMessage message, Set<Attribute> wanted) {
        var reading = new HttpReading(message);
        var values = new HashMap<Attribute, Value>();
        for (Attribute attribute : wanted) {
            Function<HttpReading, Value> reader = READERS.get(attribute.name());
            if (reader != null) {
                values.put(attribute, reader.apply(reading));
            }
        }
        return new Classified(new Action(message.method()), values);
    }

    /// A sample is `"GET /users?q=1"` or `{ method: POST, path: "/users", query: "q=1", host: "api",
    /// content_type: "text/plain", user_agent: "curl", headers: ["X-A: b"], body: "text" }`, every field
    /// optional.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(HttpSample.message(sample), Set.copyOf(HttpSchema.SCHEMA.attributes()));
    }
}
