// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;

/// RFC 8785 (JCS) of a tree, members sorted here: what [CanonicalJson], which does not sort, must come out as.
public final class CanonicalTree {

    private static final long LARGEST_NUMBER = (1L << 53) - 1;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();

    private CanonicalTree() {}

    /// @throws IllegalArgumentException if the tree holds what has no canonical form here: fractions, numbers
    ///     beyond 2^53 - 1, lone surrogates
    public static String encode(JsonNode tree) {
        var json = new CanonicalTree();
        json.write(tree);
        return json.out.toString();
    }

    /// A whole record as the log writes it.
    public static String encode(Leaf leaf, long number) {
        byte[] bytes = new byte[leaf.maxBytes()];
        return new String(bytes, 0, leaf.writeTo(bytes, 0, number), StandardCharsets.UTF_8);
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
        var names = new ArrayList<String>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names); // String compares UTF-16 code units, as section 3.2.3 wants
        char separator = '{';
        for (String name : names) {
            out.append(separator);
            string(name);
            out.append(':');
            write(object.get(name));
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
}
