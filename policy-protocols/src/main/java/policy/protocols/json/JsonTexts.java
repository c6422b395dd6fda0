// SPDX-License-Identifier: Apache-2.0
package policy.protocols.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import policy.protocols.json.StrictJson.Parsed;

/// Gathers the texts of a JSON value, so that none escapes for standing in a place nobody thought of:
/// string values, names of fields, and numbers long enough to be a card or account number. One line each,
/// in the order of the document.
public final class JsonTexts {

    /// Shorter numbers are settings and counts.
    private static final int TELLING_DIGITS = 12;

    private static final int MAX_SCALE = 64;

    private final Predicate<String> ordinaryName;
    private final BiPredicate<String, String> ordinaryWord;
    private final StringBuilder texts = new StringBuilder();
    private boolean inside;

    /// @param ordinaryName names of fields that are left out
    /// @param ordinaryWord pairs of field name and string value that are left out
    public JsonTexts(Predicate<String> ordinaryName, BiPredicate<String, String> ordinaryWord) {
        this.ordinaryName = ordinaryName;
        this.ordinaryWord = ordinaryWord;
    }

    /// Every text there is.
    public static String of(JsonNode value) {
        return new JsonTexts(_ -> false, (_, _) -> false).add(value).toString();
    }

    public JsonTexts add(JsonNode value) {
        return add("", value);
    }

    /// A field of an object: its name and its value.
    public void addField(String name, JsonNode value) {
        if (!ordinaryName.test(name)) {
            line(name);
        }
        add(name, value);
    }

    private JsonTexts add(String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(field -> addField(field.getKey(), field.getValue()));
        } else if (value.isArray()) {
            value.forEach(item -> add(name, item));
        } else if (value.isTextual()) {
            string(name, value.textValue());
        } else if (value.isNumber()) {
            number(value);
        }
        return this;
    }

    private void string(String name, String text) {
        if (!ordinaryWord.test(name, text)) {
            line(text);
            nested(text);
        }
    }

    /// Arguments of tool calls are JSON written into a string: what their escapes hide is a text as well.
    /// Once only, or the time would not be linear.
    private void nested(String text) {
        String start = text.stripLeading();
        boolean json = start.startsWith("{") || start.startsWith("[") || start.startsWith("\"");
        if (!inside && json && text.indexOf('\\') >= 0 && StrictJson.parse(text) instanceof Parsed.Tree tree) {
            inside = true;
            add(tree.root());
            inside = false;
        }
    }

    private void number(JsonNode value) {
        BigInteger whole = value.isIntegralNumber() ? value.bigIntegerValue() : whole(value.decimalValue());
        String digits = whole.toString();
        if (digits.length() >= TELLING_DIGITS) {
            line(digits);
        }
    }

    /// `4.1e12` and `4100000000000.0` are the same number. One with a huge exponent would take huge room
    /// written out.
    private static BigInteger whole(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_SCALE ? number.toBigInteger() : number.unscaledValue();
    }

    private void line(String text) {
        if (!texts.isEmpty()) {
            texts.append('\n');
        }
        texts.append(text);
    }

    /// What was gathered so far.
    @Override
    public String toString() {
        return texts.toString();
    }
}
