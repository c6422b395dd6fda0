// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Values as policies write them, for explanations: safe to show, and short however large the request is.
public final class ValueWording {

    /// Code points of one text.
    static final int MOST_CHARACTERS = 80;

    /// Members of fields within each other that are told.
    private static final int DEEPEST = 3;

    private static final String MORE = "…";

    private ValueWording() {}

    /// @param type what the value is compared as
    public static String of(Value value, Type type) {
        return of(value, type, DEEPEST);
    }

    private static String of(Value value, Type type, int depth) {
        return switch (value) {
            case Value.Text(String text) -> type instanceof Type.Choice ? Visible.text(cut(text)) : quoted(text);
            case Value.Int(long number) -> number(number, type);
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Address(InetAddress address) -> Wording.quoted(AddressText.of(address));
            case Value.Many(List<Value> items) -> depth == 0 ? "[" + MORE + "]" : list(items, type, depth);
            case Value.Fields(Map<String, Value> fields) -> depth == 0 ? "{" + MORE + "}" : fields(fields, depth);
            case Value.Absent _ -> "absent";
            case Value.Undetermined(String because) -> "not readable (" + Visible.text(because) + ")";
        };
    }

    private static String number(long number, Type type) {
        String shown = Quantity.shown(number, type);
        return type instanceof Type.Time ? Wording.quoted(shown) : shown;
    }

    private static String list(List<Value> items, Type type, int depth) {
        Type element = type instanceof Type.ListOf(Type of) ? of : Type.OPEN;
        String more = items.size() > Wording.MOST_SHOWN
                ? ", " + MORE + " " + (items.size() - Wording.MOST_SHOWN) + " more"
                : "";
        return items.stream()
                .limit(Wording.MOST_SHOWN)
                .map(item -> of(item, element, depth - 1))
                .collect(Collectors.joining(", ", "[", more + "]"));
    }

    private static String fields(Map<String, Value> fields, int depth) {
        String more = fields.size() > Wording.MOST_SHOWN ? ", " + MORE : "";
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .limit(Wording.MOST_SHOWN)
                        .map(field -> quoted(field.getKey()) + ": " + of(field.getValue(), Type.OPEN, depth - 1))
                        .collect(Collectors.joining(", ", "{", more + "}"));
    }

    private static String quoted(String text) {
        return Wording.quoted(cut(text));
    }

    private static String cut(String text) {
        return text.codePointCount(0, Math.min(text.length(), 2 * MOST_CHARACTERS + 2)) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + MORE;
    }
}
