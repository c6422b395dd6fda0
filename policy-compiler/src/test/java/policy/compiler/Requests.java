// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
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
    private Context context = new Context(Instant.EPOCH, "192.0.2.1");
    private final Map<Attribute, Value> values = new HashMap<>(Map.ofEntries(
            Map.entry(Fixtures.VERB, Value.of("GET")),
            Map.entry(Fixtures.PATH, Value.of("/")),
            Map.entry(Fixtures.QUERY, Value.Absent.ABSENT),
            Map.entry(Fixtures.TAGS, Value.of(List.of())),
            Map.entry(Fixtures.FLAGS, Value.Absent.ABSENT),
            Map.entry(Fixtures.SECURE, Value.of(true)),
            Map.entry(Fixtures.SIZE, Value.Absent.ABSENT),
            Map.entry(Fixtures.BODY, Value.of("")),
            Map.entry(Fixtures.BODY.findings(), Value.of(List.of())),
            Map.entry(Fixtures.BYTES, Value.of(0)),
            Map.entry(Fixtures.WAIT, Value.Absent.ABSENT),
            Map.entry(Fixtures.SINCE, Value.Absent.ABSENT),
            Map.entry(Fixtures.PEER, Value.Absent.ABSENT),
            Map.entry(Fixtures.ARGS, new Value.Fields(Map.of())),
            Map.entry(Fixtures.PARTS, new Value.Many(List.of()))));

    private final Map<Attribute, Supplier<Value>> onDemand = new HashMap<>();

    private Requests() {}

    public static Requests web() {
        return new Requests();
    }

    public Requests with(Attribute attribute, Value value) {
        values.put(attribute, value);
        return this;
    }

    /// A value that nobody knows before it is asked for.
    public Requests finding(Attribute attribute, Supplier<Value> finding) {
        values.remove(attribute);
        onDemand.put(attribute, finding);
        return this;
    }

    public Requests with(Attribute attribute, String text) {
        return with(attribute, Value.of(text));
    }

    public Requests by(Subject.Kind kind, String... groups) {
        subject = new Subject("ana", kind, "test", "ana", new TreeSet<>(List.of(groups)), Optional.empty());
        return this;
    }

    public Requests at(String time) {
        context = new Context(Instant.parse(time), context.clientAddress(), context.tokenAge());
        return this;
    }

    public Requests from(String address) {
        context = new Context(context.time(), address, context.tokenAge());
        return this;
    }

    public Requests withTokenOf(Duration age) {
        context = new Context(context.time(), context.clientAddress(), Optional.of(age));
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
                new Classified(new Action("do"), attributes, schema == Fixtures.WEB ? onDemand : Map.of()),
                new Resource("target", schema.protocol(), env),
                context);
    }
}
