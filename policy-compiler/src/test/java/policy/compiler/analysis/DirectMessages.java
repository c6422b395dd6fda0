// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// Every value of an attribute of the test's schema can be sent; of the common ones, groups, kind and environment,
/// address and time.
final class DirectMessages implements Messages {

    @Override
    public AccessRequest plain(Schema schema) {
        return schema.equals(Fixtures.WEB)
                ? Requests.web().build()
                : Requests.web().bot("m");
    }

    @Override
    public Stream<Witness> like(Candidate candidate) {
        Requests request = Requests.web();
        Subject.Kind kind = Subject.Kind.PERSON;
        String[] groups = {};
        for (Map.Entry<String, Value> special : candidate.special().entrySet()) {
            Value value = special.getValue();
            switch (special.getKey()) {
                case "subject.groups" ->
                    groups = ((Value.Many) value)
                            .items().stream()
                                    .map(item -> ((Value.Text) item).text())
                                    .toArray(String[]::new);
                case "subject.kind" -> kind = word(value, List.of(Subject.Kind.values()));
                case "resource.env" -> request = request.in(word(value, List.of(Resource.Env.values())));
                case "context.address" ->
                    request = request.from(
                            value instanceof Value.Address(var address) ? address.getHostAddress() : "unknown");
                case "context.time" ->
                    request = request.at(java.time.Instant.ofEpochMilli(((Value.Int) value).number())
                            .toString());
                default -> {
                    var attribute = candidate
                            .plain()
                            .schema()
                            .attribute(special.getKey())
                            .orElseThrow();
                    if (attribute.name().startsWith("web.")) {
                        request = request.with(attribute, value);
                    }
                }
            }
        }
        return Stream.of(new Witness(request.by(kind, groups).build(), Optional.empty()));
    }

    private static <E extends Enum<E>> E word(Value value, List<E> words) {
        return words.stream()
                .filter(word -> value.equals(Value.of(word.name().toLowerCase(java.util.Locale.ROOT))))
                .findFirst()
                .orElseThrow();
    }
}
