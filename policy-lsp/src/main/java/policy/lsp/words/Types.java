// SPDX-License-Identifier: Apache-2.0
package policy.lsp.words;

import java.util.ArrayList;
import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;

/// Types in a few words, and what can be asked of each.
public final class Types {

    /// Words of a set that are told in full.
    private static final int MAX_TOLD = 12;

    private Types() {}

    public static String of(Type type) {
        return switch (type) {
            case Type.Text _ -> "text";
            case Type.Int _ -> "number";
            case Type.Bool _ -> "true or false";
            case Type.Size _ -> "size";
            case Type.Duration _ -> "duration";
            case Type.Time _ -> "moment";
            case Type.Address _ -> "address";
            case Type.Open _ -> "members by name";
            case Type.Choice(var _, List<String> words) -> told(words);
            case Type.ListOf(Type element) -> "list of " + of(element);
        };
    }

    private static String told(List<String> words) {
        return String.join(" | ", words.subList(0, Math.min(MAX_TOLD, words.size())))
                + (words.size() > MAX_TOLD ? " | …" : "");
    }

    /// `text, optional, searched`.
    public static String of(Attribute attribute) {
        return of(attribute.type())
                + (attribute.presence() == Attribute.Presence.OPTIONAL ? ", optional" : "")
                + (attribute.searched() ? ", searched" : "");
    }

    /// The operators that may stand behind an attribute.
    public static List<String> operators(Attribute attribute) {
        var operators = new ArrayList<>(operators(attribute.type()));
        if (attribute.searched()) {
            operators.add("finds");
        }
        return operators;
    }

    private static List<String> operators(Type type) {
        return switch (type) {
            case Type.Text _ -> List.of("==", "!=", "in", "starts with", "ends with", "like", "matches");
            case Type.Int _, Type.Size _, Type.Duration _ -> List.of("==", "!=", "<", "<=", ">", ">=");
            case Type.Bool _ -> List.of();
            case Type.Time _ -> List.of("in", "<", "<=", ">", ">=");
            case Type.Address _ -> List.of("in", "==", "!=");
            case Type.Choice _ -> List.of("==", "!=", "in");
            case Type.ListOf _ -> List.of("contains", "intersects");
            case Type.Open _ -> ALL;
        };
    }

    /// Behind what is not known.
    public static final List<String> ALL = List.of(
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "contains",
            "intersects",
            "starts with",
            "ends with",
            "like",
            "matches",
            "finds");
}
