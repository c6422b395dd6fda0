// SPDX-License-Identifier: Apache-2.0
package policy.cli.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import policy.cli.report.Json;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// Attributes and their types in the words of the language reference.
final class Typing {

    private static final String COMPANION = " finds";

    private Typing() {}

    /// Those all requests have.
    static List<Attribute> common() {
        return CommonAttributes.ALL;
    }

    /// Those the protocol adds, without the companions of searched ones: nobody writes these as names.
    static List<Attribute> own(Schema schema) {
        return schema.ownByName().stream()
                .filter(attribute -> !attribute.name().endsWith(COMPANION))
                .toList();
    }

    static String word(Schema.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /// What its answers have that `mask` can hide by name, in the order of the language.
    static List<String> parts(Schema schema) {
        return schema.parts().stream().sorted().map(Typing::word).toList();
    }

    /// `text, optional`, `one of prod, staging, test, dev`.
    static String told(Attribute attribute) {
        var words = new ArrayList<>(List.of(told(attribute.type())));
        if (attribute.searched()) {
            words.add("searched");
        }
        if (attribute.presence() == Attribute.Presence.OPTIONAL) {
            words.add("optional");
        }
        return String.join(", ", words);
    }

    private static String told(Type type) {
        return switch (type) {
            case Type.Choice(String _, List<String> words) -> "one of " + String.join(" ", words);
            case Type.ListOf(Type element) -> "list of " + told(element);
            case Type.Bool _ -> "true or false";
            case Type.Text _, Type.Int _, Type.Size _, Type.Duration _, Type.Time _, Type.Address _, Type.Open _ ->
                kind(type);
        };
    }

    private static String kind(Type type) {
        return switch (type) {
            case Type.Text _ -> "text";
            case Type.Int _ -> "number";
            case Type.Bool _ -> "bool";
            case Type.Choice _ -> "choice";
            case Type.ListOf _ -> "list";
            case Type.Size _ -> "size";
            case Type.Duration _ -> "duration";
            case Type.Time _ -> "time";
            case Type.Address _ -> "address";
            case Type.Open _ -> "any";
        };
    }

    static ObjectNode json(Type type) {
        ObjectNode json = Json.object().put("kind", kind(type));
        switch (type) {
            case Type.Choice(String name, List<String> words) ->
                json.put("name", name).set("words", Json.texts(words));
            case Type.ListOf(Type element) -> json.set("of", json(element));
            case Type.Text _,
                    Type.Int _,
                    Type.Bool _,
                    Type.Size _,
                    Type.Duration _,
                    Type.Time _,
                    Type.Address _,
                    Type.Open _ -> {}
        }
        return json;
    }
}
