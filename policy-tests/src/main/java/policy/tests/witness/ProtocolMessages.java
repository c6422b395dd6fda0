// SPDX-License-Identifier: Apache-2.0
package policy.tests.witness;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.analysis.Candidate;
import policy.compiler.analysis.Messages;
import policy.compiler.analysis.Witness;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// Messages as samples of tests describe them, read by the classifiers that read production's. What is proposed need
/// not come out as wanted: who asks looks at what was read.
public final class ProtocolMessages implements Messages {

    private static final String ISSUER = "test";
    private static final String SOMEONE = "someone";
    /// Where a test comes from that does not say.
    static final String ADDRESS = "192.0.2.1";

    private final Map<String, ProtocolModel> models;

    /// @param models of the schemas the policies were compiled against
    public ProtocolMessages(List<? extends ProtocolModel> models) {
        this.models = models.stream()
                .collect(Collectors.toUnmodifiableMap(model -> model.schema().protocol(), Function.identity()));
    }

    @Override
    public AccessRequest plain(Schema schema) {
        return witnesses(schema, Map.of())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sample of `" + schema.protocol() + "` is one"))
                .request();
    }

    @Override
    public Stream<Witness> like(Candidate candidate) {
        return witnesses(candidate.plain().schema(), candidate.special());
    }

    private Stream<Witness> witnesses(Schema schema, Map<String, Value> special) {
        return Proposals.of(schema, special).flatMap(sample -> read(schema, special, sample).stream());
    }

    private Optional<Witness> read(Schema schema, Map<String, Value> special, Value sample) {
        ProtocolModel model = models.get(schema.protocol());
        if (model == null) {
            throw new IllegalStateException("no model for protocol `" + schema.protocol() + "`");
        }
        try {
            var resource = new Resource(
                    text(special, "resource.name").orElse(schema.protocol()),
                    schema.protocol(),
                    word(special, "resource.env", Resource.Env.values(), Resource.Env::word)
                            .orElse(Resource.Env.TEST));
            var request = new AccessRequest(schema, subject(special), model.sample(sample), resource, context(special));
            return Optional.of(new Witness(request, Optional.of(sample)));
        } catch (InvalidSample noMessage) {
            return Optional.empty();
        }
    }

    private static Subject subject(Map<String, Value> special) {
        String id = text(special, "subject.id").orElse(SOMEONE);
        var groups = new TreeSet<String>();
        if (special.get("subject.groups") instanceof Value.Many(List<Value> items)) {
            items.forEach(item -> groups.add(((Value.Text) item).text()));
        }
        return new Subject(
                id,
                word(special, "subject.kind", Subject.Kind.values(), Subject.Kind::word)
                        .orElse(Subject.Kind.PERSON),
                text(special, "subject.issuer").orElse(ISSUER),
                id,
                groups,
                text(special, "subject.owner").map(owner -> Subject.person(owner, ISSUER, List.of())));
    }

    private static Context context(Map<String, Value> special) {
        Instant time = special.get("context.time") instanceof Value.Int(long millis)
                ? Instant.ofEpochMilli(millis)
                : Instant.EPOCH;
        Optional<Duration> age = special.get("context.token_age") instanceof Value.Int(long millis)
                ? Optional.of(Duration.ofMillis(millis))
                : Optional.empty();
        String address = special.get("context.address") instanceof Value.Address(InetAddress known)
                ? known.getHostAddress()
                : ADDRESS;
        return new Context(time, address, age);
    }

    private static Optional<String> text(Map<String, Value> special, String name) {
        return special.get(name) instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    private static <E> Optional<E> word(Map<String, Value> special, String name, E[] all, Function<E, String> word) {
        return text(special, name)
                .flatMap(text -> Stream.of(all)
                        .filter(one -> word.apply(one).equals(text))
                        .findFirst());
    }
}
