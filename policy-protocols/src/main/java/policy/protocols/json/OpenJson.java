// SPDX-License-Identifier: Apache-2.0
package policy.protocols.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// A JSON object as the value of an attribute of type [policy.runtime.request.Type.Open].
///
/// Objects become fields, arrays lists, `null` is absent. A number is one if it is whole, however it is written (`1e3`
/// is 1000). What rules cannot compare exactly is undetermined in its own place: fractions, numbers beyond 64 bits,
/// what is too deep or too long, and members whose names differ in case only. Time is linear in the object.
public final class OpenJson {

    /// Objects and lists within each other; what lies deeper is undetermined.
    public static final int MAX_DEPTH = 32;

    /// Members and items altogether; an object with more is undetermined as a whole.
    public static final int MAX_MEMBERS = 10_000;

    /// Chars of one text; a longer one is undetermined.
    public static final int MAX_CHARS = 64 * 1024;

    /// Digits before the point that a 64-bit number can have.
    private static final int MAX_DIGITS = 19;

    private int members;

    private OpenJson() {}

    /// @param what how the blocked person knows it, such as `the body`
    /// @return [Value.Fields], or undetermined if it is no object or too large
    public static Value of(JsonNode root, String what) {
        if (!root.isObject()) {
            return new Undetermined(what + " is not a JSON object");
        }
        var reading = new OpenJson();
        Value value = reading.object(root, 1);
        return reading.members > MAX_MEMBERS
                ? new Undetermined("%s has more than %d members".formatted(what, MAX_MEMBERS))
                : value;
    }

    private Value value(JsonNode node, int depth) {
        members++;
        return switch (node.getNodeType()) {
            case OBJECT -> depth > MAX_DEPTH ? tooDeep() : object(node, depth);
            case ARRAY -> depth > MAX_DEPTH ? tooDeep() : array(node, depth);
            case STRING -> text(node.textValue());
            case BOOLEAN -> Value.of(node.booleanValue());
            case NUMBER -> number(node);
            case NULL -> Absent.ABSENT;
            case MISSING, BINARY, POJO -> new Undetermined("a member is not JSON");
        };
    }

    private Value object(JsonNode object, int depth) {
        Set<String> repeated = FieldNames.repeated(object);
        var fields = new HashMap<String, Value>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (members > MAX_MEMBERS) {
                break; // undetermined as a whole
            }
            boolean clear = repeated.isEmpty() || !repeated.contains(FieldNames.folded(field.getKey()));
            fields.put(
                    field.getKey(),
                    clear
                            ? value(field.getValue(), depth + 1)
                            : new Undetermined("names of members differ in case only, which targets read differently"));
        }
        return new Value.Fields(fields);
    }

    private Value array(JsonNode array, int depth) {
        var items = new ArrayList<Value>();
        for (JsonNode item : array) {
            if (members > MAX_MEMBERS) {
                break; // undetermined as a whole
            }
            items.add(value(item, depth + 1));
        }
        return new Value.Many(items);
    }

    private static Value tooDeep() {
        return new Undetermined("a member is nested more than %d deep".formatted(MAX_DEPTH));
    }

    private static Value text(String text) {
        return text.length() > MAX_CHARS
                ? new Undetermined("a text is longer than %d characters".formatted(MAX_CHARS))
                : Value.of(text);
    }

    /// The number of digits is looked at first: one with a huge exponent would take huge room written out.
    private static Value number(JsonNode node) {
        BigDecimal number = node.decimalValue().stripTrailingZeros();
        if (number.scale() > 0) {
            return new Undetermined("a number is not whole");
        }
        if ((long) number.precision() - number.scale() > MAX_DIGITS
                || number.toBigInteger().bitLength() > 63) {
            return new Undetermined("a number has more than 64 bits");
        }
        return Value.of(number.longValueExact());
    }
}
