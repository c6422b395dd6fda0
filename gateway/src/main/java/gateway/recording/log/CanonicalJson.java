// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;

/// RFC 8785 (JCS) for the values records are made of: objects, arrays, strings, booleans, null and whole numbers that
/// every JSON reader holds exactly. Others are refused, so nothing is ever rounded.
final class CanonicalJson {

    /// The largest whole number an IEEE 754 double is sure to hold (RFC 7493 section 2.2).
    static final long LARGEST_NUMBER = (1L << 53) - 1;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1024);
    private final String marked;
    private int mark = -1;

    private CanonicalJson(String marked) {
        this.marked = marked;
    }

    /// @throws IllegalArgumentException if the tree holds what has no canonical form here: fractions, numbers
    ///     beyond 2^53 - 1, lone surrogates
    static byte[] encode(JsonNode tree) {
        var json = new CanonicalJson("");
        json.write(tree);
        return utf8(json.out);
    }

    /// The canonical form of an object with one more member, a number that is only known later.
    ///
    /// @param member its name; it is put into the object
    static Leaf encodeWithout(String member, ObjectNode object) {
        var json = new CanonicalJson(member);
        json.write(object.putNull(member));
        byte[] bytes = utf8(json.out);
        boolean ascii = bytes.length == json.out.length(); // then a place in the text is a place in the bytes
        return new Leaf(bytes, ascii ? json.mark : utf8(json.out.subSequence(0, json.mark)).length);
    }

    private void write(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case BOOLEAN -> out.append(node.booleanValue() ? "true" : "false");
            case NULL -> out.append("null");
            case NUMBER -> number(node);
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private void object(JsonNode object) {
        boolean outermost = out.isEmpty();
        var names = new ArrayList<String>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names); // String compares UTF-16 code units, as section 3.2.3 wants
        char separator = '{';
        for (String name : names) {
            out.append(separator);
            string(name);
            out.append(':');
            if (outermost && name.equals(marked)) {
                mark = out.length();
            } else {
                write(object.get(name));
            }
            separator = ',';
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode array) {
        char separator = '[';
        for (JsonNode item : array) {
            out.append(separator);
            write(item);
            separator = ',';
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private void number(JsonNode node) {
        if (!node.canConvertToExactIntegral()
                || !node.canConvertToLong()
                || Math.abs(node.longValue()) > LARGEST_NUMBER) {
            throw new IllegalArgumentException("a number without an exact canonical form: " + node);
        }
        out.append(node.longValue());
    }

    private void string(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new IllegalArgumentException("a lone surrogate has no canonical form");
                }
                i++;
            } else if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escape(c);
                plain = i + 1;
            }
        }
        if (plain == 0) {
            out.append(text); // nearly always, and far cheaper than a part of it
        } else {
            out.append(text, plain, text.length());
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }

    private static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
