// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import policy.runtime.request.Value;

/// The fields of a sample, read by name and type; what is wrong is told in the words of diagnostics.
public final class Sample {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Value> fields;

    /// @param known the fields a sample of this kind may have
    /// @throws InvalidSample if it has another
    public Sample(Value.Fields sample, Collection<String> known) throws InvalidSample {
        this.fields = sample.fields();
        for (String field : new TreeSet<>(fields.keySet())) {
            if (!known.contains(field)) {
                throw new InvalidSample(field, known);
            }
        }
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    public Optional<String> text(String field) throws InvalidSample {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Value.Text text -> Optional.of(text.text());
            case Value _ -> throw wrong(field, "a text");
        };
    }

    public Optional<Long> number(String field) throws InvalidSample {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Value.Int number -> Optional.of(number.number());
            case Value _ -> throw wrong(field, "a whole number");
        };
    }

    public Optional<Boolean> truth(String field) throws InvalidSample {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Value.Bool truth -> Optional.of(truth.truth());
            case Value _ -> throw wrong(field, "`true` or `false`");
        };
    }

    /// The items of a list; none if the field is missing.
    public List<Value> items(String field) throws InvalidSample {
        return switch (fields.get(field)) {
            case null -> List.of();
            case Value.Many many -> many.items();
            case Value _ -> throw wrong(field, "a list");
        };
    }

    /// The items of a list of texts; none if the field is missing.
    public List<String> texts(String field) throws InvalidSample {
        var texts = new ArrayList<String>();
        for (Value item : items(field)) {
            if (!(item instanceof Value.Text text)) {
                throw wrong(field, "a list of texts");
            }
            texts.add(text.text());
        }
        return texts;
    }

    /// Fields as the JSON object they describe; `null` cannot be written.
    public Optional<JsonNode> object(String field) throws InvalidSample {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Value.Fields value -> Optional.of(json(field, value));
            case Value _ -> throw wrong(field, "fields such as `{ name: \"value\" }`");
        };
    }

    private static JsonNode json(String field, Value value) throws InvalidSample {
        return switch (value) {
            case Value.Text text -> JSON.textNode(text.text());
            case Value.Int number -> JSON.numberNode(number.number());
            case Value.Bool truth -> JSON.booleanNode(truth.truth());
            case Value.Many many -> {
                ArrayNode array = JSON.arrayNode();
                for (Value item : many.items()) {
                    array.add(json(field, item));
                }
                yield array;
            }
            case Value.Fields members -> {
                ObjectNode object = JSON.objectNode();
                for (var member : new TreeMap<>(members.fields()).entrySet()) {
                    object.set(member.getKey(), json(field, member.getValue()));
                }
                yield object;
            }
            case Value.Address _, Value.Absent _, Value.Undetermined _ ->
                throw wrong(field, "made of texts, whole numbers, `true`, `false`, lists and fields");
        };
    }

    /// One of a closed set of words.
    public Optional<String> word(String field, Collection<String> words) throws InvalidSample {
        Optional<String> word = text(field);
        if (word.isPresent() && !words.contains(word.get())) {
            throw new InvalidSample(
                    Optional.of(field), "`%s` is not one of %s".formatted(word.get(), String.join(", ", words)));
        }
        return word;
    }

    private static InvalidSample wrong(String field, String expected) {
        return new InvalidSample(Optional.of(field), "`%s` must be %s".formatted(field, expected));
    }
}
