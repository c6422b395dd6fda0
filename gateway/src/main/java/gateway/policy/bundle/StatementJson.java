// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.policy.bundle.Statement.Rollback;
import gateway.policy.bundle.Statement.RuleLine;
import gateway.policy.bundle.Statement.TestLine;
import gateway.policy.bundle.Statement.Tests;
import gateway.recording.log.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import policy.runtime.revision.Revision;

/// A [Statement] as JSON: an in-toto Statement v1 in the canonical form of RFC 8785. Its subjects are the files.
final class StatementJson {

    static final String FORMAT = "hpol.bundle/1";
    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE_TYPE = "urn:hpol:policy-bundle:1";

    private StatementJson() {}

    /// @throws IllegalArgumentException if something in it has no canonical form
    static byte[] write(Statement statement) {
        return CanonicalJson.bytes(json -> {
            json.beginObject().put("_type", TYPE).name("predicate").beginObject();
            predicate(statement, json);
            json.endObject().put("predicateType", PREDICATE_TYPE);
            list(
                    json,
                    "subject",
                    List.copyOf(statement.digests().entrySet()),
                    (out, file) -> out.name("digest")
                            .beginObject()
                            .put("sha256", file.getValue())
                            .endObject()
                            .put("name", file.getKey()));
            json.endObject();
        });
    }

    private static void predicate(Statement statement, CanonicalJson json) {
        json.put("compiler", statement.compiler()).put("format", FORMAT);
        json.name("limits").beginObject();
        statement.limits().forEach(json::put);
        json.endObject().name("policies").beginArray();
        statement.policies().forEach(json::text);
        json.endArray().put("revision", statement.revision().hash());
        statement
                .rollback()
                .ifPresent(rollback -> json.name("rollback")
                        .beginObject()
                        .put("because", rollback.because())
                        .put("sequence", rollback.sequence())
                        .endObject());
        list(
                json,
                "rules",
                statement.rules(),
                (out, rule) -> out.put("effect", rule.effect())
                        .put("id", rule.id())
                        .name("observe")
                        .truth(rule.observe())
                        .put("on", rule.on())
                        .put("place", rule.place()));
        json.name("schemas").beginObject();
        statement.schemas().forEach((protocol, digest) -> json.put(protocol, digest));
        json.endObject().put("sequence", statement.sequence());
        json.name("tests")
                .beginObject()
                .put("failed", statement.tests().failed())
                .put("passed", statement.tests().passed())
                .name("required")
                .truth(statement.tests().required());
        list(
                json,
                "results",
                statement.tests().results(),
                (out, test) -> out.name("passed")
                        .truth(test.passed())
                        .put("place", test.place())
                        .put("policy", test.policy())
                        .put("title", test.title()));
        json.endObject();
    }

    private static <T> void list(CanonicalJson json, String name, List<T> items, BiConsumer<CanonicalJson, T> each) {
        json.name(name).beginArray();
        for (T item : items) {
            json.beginObject();
            each.accept(json, item);
            json.endObject();
        }
        json.endArray();
    }

    /// Strict: what it reads is what [#write] would write, byte for byte. Nothing is read that nobody vouched for.
    static Statement read(byte[] bytes) throws RefusedBundle {
        try {
            JsonNode json = Envelope.JSON.readTree(bytes);
            Statement statement = statement(json, json.path("predicate"));
            if (statement.sequence() >= 1 && Arrays.equals(write(statement), bytes)) {
                return statement;
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // told below
        }
        throw new RefusedBundle(
                "its statement is signed, but not one of the format `%s`: it is of another version of hpol, or was not made by it"
                        .formatted(FORMAT));
    }

    private static Statement statement(JsonNode json, JsonNode predicate) {
        var digests = new TreeMap<String, String>(Revision::byBytes);
        each(
                json.path("subject"),
                file -> digests.put(
                        file.path("name").asText(), file.at("/digest/sha256").asText()));
        SortedMap<String, String> schemas = new TreeMap<>();
        predicate
                .path("schemas")
                .properties()
                .forEach(one -> schemas.put(one.getKey(), one.getValue().asText()));
        SortedMap<String, Long> limits = new TreeMap<>();
        predicate
                .path("limits")
                .properties()
                .forEach(one -> limits.put(one.getKey(), one.getValue().asLong()));
        JsonNode rollback = predicate.path("rollback");
        return new Statement(
                digests,
                new Revision(predicate.path("revision").asText()),
                predicate.path("sequence").asLong(),
                each(predicate.path("policies"), JsonNode::asText),
                each(predicate.path("rules"), StatementJson::rule),
                schemas,
                limits,
                new Tests(
                        predicate.at("/tests/required").asBoolean(),
                        each(predicate.at("/tests/results"), StatementJson::test)),
                rollback.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Rollback(
                                rollback.path("sequence").asLong(),
                                rollback.path("because").asText())),
                predicate.path("compiler").asText());
    }

    private static RuleLine rule(JsonNode rule) {
        return new RuleLine(
                rule.path("id").asText(),
                rule.path("effect").asText(),
                rule.path("observe").asBoolean(),
                rule.path("on").asText(),
                rule.path("place").asText());
    }

    private static TestLine test(JsonNode test) {
        return new TestLine(
                test.path("policy").asText(),
                test.path("title").asText(),
                test.path("place").asText(),
                test.path("passed").asBoolean());
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        var items = new ArrayList<T>();
        array.forEach(item -> items.add(read.apply(item)));
        return items;
    }
}
