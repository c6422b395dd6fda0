// SPDX-License-Identifier: Apache-2.0
package policy.cli.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.condition.Visible;
import policy.compiler.report.Suggestion;

/// The fields of one part of a request, by name and kind.
///
/// @param part what messages call it, such as `subject`
/// @param json the object; an empty one where the request does not have the part
record JsonFields(String part, JsonNode json) {

    /// @param known the fields such a part may have
    /// @throws InvalidRequest if it is no object, or has another field
    static JsonFields of(String part, JsonNode json, List<String> known) throws InvalidRequest {
        JsonNode object = json.isMissingNode() ? JsonNodeFactory.instance.objectNode() : json;
        if (!object.isObject()) {
            throw new InvalidRequest("`" + part + "` has fields, such as {\"" + known.getFirst() + "\": …}");
        }
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw new InvalidRequest("`" + part + "` has no field " + quoted(field.getKey()) + "; "
                        + String.join("", Suggestion.among(known, field.getKey(), "its fields are")));
            }
        }
        return new JsonFields(part, object);
    }

    /// The field as messages call it.
    String called(String field) {
        return "`" + part + "." + field + "`";
    }

    JsonNode get(String field) {
        return json.path(field);
    }

    Optional<String> text(String field) throws InvalidRequest {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new InvalidRequest(called(field) + " is a text");
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    /// The items of a list of texts; none if the field is missing.
    SortedSet<String> texts(String field) throws InvalidRequest {
        var texts = new TreeSet<String>();
        JsonNode value = json.path(field);
        boolean list = value.isArray() || value.isMissingNode();
        for (JsonNode item : value) {
            list &= item.isTextual();
            texts.add(item.asText());
        }
        if (!list) {
            throw new InvalidRequest(called(field) + " is a list of texts, such as [\"engineering\"]");
        }
        return texts;
    }

    <T> Optional<T> word(String field, Collection<T> all, Function<T, String> word) throws InvalidRequest {
        Optional<String> written = text(field);
        Optional<T> meant = written.flatMap(
                text -> all.stream().filter(one -> word.apply(one).equals(text)).findFirst());
        if (written.isPresent() && meant.isEmpty()) {
            throw new InvalidRequest(called(field) + " is " + quoted(written.get()) + "; it can be "
                    + all.stream().map(word).collect(Collectors.joining(", ")));
        }
        return meant;
    }

    /// A text that another parser reads.
    ///
    /// @param what it is to be, such as `a moment`
    <T> Optional<T> parsed(String field, String what, Function<String, T> parser) throws InvalidRequest {
        Optional<String> written = text(field);
        try {
            return written.map(parser);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(called(field) + " is " + quoted(written.orElse("")) + ", which is no " + what
                    + ": " + e.getMessage());
        }
    }

    private static String quoted(String text) {
        return "`" + Visible.text(text) + "`";
    }
}
