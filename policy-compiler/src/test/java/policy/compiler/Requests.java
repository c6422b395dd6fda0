// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// Requests for tests: of protocol `web`, plain unless said otherwise.
public final class Requests {

    private Subject subject = Subject.person("ana", "test", List.of());
    private Resource.Env env = Resource.Env.TEST;
    private final Map<Attribute, Value> values = new HashMap<>(Map.of(
            Fixtures.VERB,
            Value.of("GET"),
            Fixtures.PATH,
            Value.of("/"),
            Fixtures.QUERY,
            Value.Absent.ABSENT,
            Fixtures.TAGS,
            Value.of(List.of()),
            Fixtures.FLAGS,
            Value.Absent.ABSENT,
            Fixtures.SECURE,
            Value.of(true),
            Fixtures.SIZE,
            Value.Absent.ABSENT,
            Fixtures.BODY,
            Value.of(""),
            Fixtures.BODY.findings(),
            Value.of(List.of())));

    private Requests() {}

    public static Requests web() {
        return new Requests();
    }

    public Requests with(Attribute attribute, Value value) {
        values.put(attribute, value);
        return this;
    }

    public Requests with(Attribute attribute, String text) {
        return with(attribute, Value.of(text));
    }

    public Requests by(Subject.Kind kind, String... groups) {
        subject = new Subject("ana", kind, "test", "ana", new TreeSet<>(List.of(groups)), Optional.empty());
        return this;
    }

    public Requests in(Resource.Env where) {
        env = where;
        return this;
    }

    public AccessRequest build() {
        return of(Fixtures.WEB, values);
    }

    /// The same caller and target, over another protocol.
    public AccessRequest bot(String model) {
        return of(Fixtures.BOT, Map.of(Fixtures.MODEL, Value.of(model)));
    }

    private AccessRequest of(Schema schema, Map<Attribute, Value> attributes) {
        return new AccessRequest(
                schema,
                subject,
                new Classified(new Action("do"), attributes),
                new Resource("target", schema.protocol(), env),
                new Context(Instant.EPOCH, "192.0.2.1"));
    }
}
