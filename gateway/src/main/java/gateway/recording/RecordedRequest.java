// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Type;
import policy.runtime.request.Value;
import policy.runtime.request.Vocabulary;

/// The request of a recorded decision, as far as the record holds it.
///
/// @param request what is missing is undetermined in it
/// @param missing why, by the name of each attribute that the record does not hold in full
public record RecordedRequest(AccessRequest request, SortedMap<String, String> missing) {

    private static final String NO_RULE_READ = "no rule read it then";
    private static final String CUT = "only its beginning is on record";
    private static final char MENDED = '\ufffd';

    /// Reads what a record holds. It is never guessed what it does not.
    ///
    /// @throws IllegalArgumentException if it is no record of a decision, or of a protocol there is not; with words
    ///     for people
    public static RecordedRequest of(JsonNode record, Vocabulary vocabulary) {
        String protocol = record.at("/resource/protocol").asText();
        Schema schema = vocabulary
                .schema(protocol)
                .orElseThrow(() -> new IllegalArgumentException("there is no protocol `" + protocol + "`"));
        var missing = new TreeMap<String, String>();
        var values = new HashMap<Attribute, Value>();
        JsonNode attributes = record.path("attributes");
        for (Attribute attribute : schema.ownByName()) {
            JsonNode written = attributes.path(attribute.name());
            String why = written.isMissingNode() ? NO_RULE_READ : lack(written, attribute.type());
            if (why.isEmpty()) {
                values.put(attribute, value(written, attribute.type()));
            } else {
                missing.put(attribute.name(), why);
            }
        }
        try {
            var resource = new Resource(
                    record.at("/resource/name").asText(),
                    protocol,
                    word(Resource.Env.values(), record.at("/resource/env").asText()));
            var action = new Action(text(record.path("action"), CommonAttributes.ACTION_NAME, missing));
            Subject subject = subject(record, missing);
            var classified = new Classified(action, values);
            return new RecordedRequest(
                    new AccessRequest(schema, subject, classified, resource, context(record, missing)), missing);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("it is not as the gateway writes decisions", e);
        }
    }

    private static Context context(JsonNode record, Map<String, String> missing) {
        Instant at = Instant.parse(record.path("at").asText());
        JsonNode issued = record.path("issued");
        if (issued.isMissingNode()) {
            missing.put(CommonAttributes.CONTEXT_TOKEN_AGE.name(), "the gateway did not record it yet");
        }
        Optional<Duration> age = Optional.of(issued)
                .filter(JsonNode::isTextual)
                .map(text -> Duration.between(Instant.parse(text.asText()), at))
                .map(since -> since.isNegative() ? Duration.ZERO : since);
        return new Context(at, record.path("client").asText(), age);
    }

    private static Subject subject(JsonNode record, Map<String, String> missing) {
        JsonNode chain = record.path("subjects");
        Optional<Subject> subject = Optional.empty();
        for (int i = chain.size() - 1; i >= 0; i--) {
            JsonNode link = chain.get(i);
            boolean caller = i == 0;
            var lacks = new TreeMap<String, String>();
            String id =
                    text(link.path("id"), caller ? CommonAttributes.SUBJECT_ID : CommonAttributes.SUBJECT_OWNER, lacks);
            var groups = new TreeSet<String>();
            link.path("groups").forEach(group -> groups.add(text(group, CommonAttributes.SUBJECT_GROUPS, lacks)));
            if (link.has("groups_omitted")) {
                lacks.put(CommonAttributes.SUBJECT_GROUPS.name(), CUT);
            }
            // Of those it acts for, policies read nothing but the owner's id.
            lacks.keySet().removeIf(name -> !caller && !name.equals(CommonAttributes.SUBJECT_OWNER.name()));
            missing.putAll(lacks);
            Subject.Kind kind = word(Subject.Kind.values(), link.path("kind").asText());
            subject = Optional.of(new Subject(id, kind, link.path("issuer").asText(), id, groups, subject));
        }
        if (record.has("subjects_omitted")) {
            missing.put(CommonAttributes.SUBJECT_OWNER.name(), CUT);
        }
        return subject.orElseThrow(() -> new IllegalArgumentException("it names no subject"));
    }

    private static String text(JsonNode node, Attribute attribute, Map<String, String> missing) {
        if (!node.isTextual() || node.asText().indexOf(MENDED) >= 0) {
            missing.put(attribute.name(), CUT);
        }
        return node.isObject() ? node.path("cut").asText() : node.asText();
    }

    private static <E extends Enum<E>> E word(E[] all, String word) {
        return Stream.of(all)
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + word + "` is not known here"));
    }

    /// Why a value is not on record in full; empty if it is.
    private static String lack(JsonNode written, Type type) {
        if (written.has("cut")) {
            return CUT;
        }
        if (written.has("length")) {
            return "of texts that are searched for secrets only the length is on record";
        }
        if (written.path("fields").asInt() > 0) {
            return "its members are not on record";
        }
        if (written.has("items_omitted")) {
            return "only some of its items are on record";
        }
        if (written.isTextual() && written.asText().indexOf(MENDED) >= 0) {
            return "it was no well-formed text";
        }
        Type element = type instanceof Type.ListOf(Type of) ? of : Type.TEXT;
        for (JsonNode item : written.path("items")) {
            String why = item.isNull() ? "one of its items could not be read" : lack(item, element);
            if (!why.isEmpty()) {
                return why;
            }
        }
        return isValue(written, type) ? "" : "it is recorded as something else than it is now";
    }

    private static boolean isValue(JsonNode written, Type type) {
        if (written.isNull() || written.has("undetermined")) {
            return true;
        }
        return switch (type) {
            case Type.Text _, Type.Choice _ -> written.isTextual();
            case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ ->
                written.isIntegralNumber() || written.asText().matches("-?[0-9]{1,19}");
            case Type.Bool _ -> written.isBoolean();
            case Type.ListOf _ -> written.path("items").isArray();
            case Type.Address _ -> written.isTextual();
            // Whether a text or a number stood there cannot always be told.
            case Type.Open _ -> written.path("fields").isInt();
        };
    }

    private static Value value(JsonNode written, Type type) {
        if (written.isNull()) {
            return Value.Absent.ABSENT;
        }
        if (written.has("undetermined")) {
            JsonNode because = written.path("undetermined");
            return new Value.Undetermined(because.isTextual() ? because.asText() : "it could not be read");
        }
        return switch (type) {
            case Type.Text _, Type.Choice _ -> Value.of(written.asText());
            case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ -> Value.of(Long.parseLong(written.asText()));
            case Type.Bool _ -> Value.of(written.asBoolean());
            case Type.Address _ -> new Value.Address(InetAddress.ofLiteral(written.asText()));
            case Type.Open _ -> new Value.Fields(Map.of());
            case Type.ListOf(Type element) -> {
                List<Value> items = new ArrayList<>();
                written.path("items").forEach(item -> items.add(value(item, element)));
                yield new Value.Many(items);
            }
        };
    }
}
