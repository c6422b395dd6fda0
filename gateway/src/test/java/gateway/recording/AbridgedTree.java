// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Function;

/// How much of a value the tree of a record keeps.
///
/// @param characters of a text, in UTF-16 units
/// @param items of a list
record AbridgedTree(int characters, int items) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final char REPLACEMENT = '�';

    /// A text; one that is too long becomes `{"cut": <its beginning>, "length": <of the whole>}`.
    JsonNode text(String text) {
        if (text.length() <= characters) {
            return JSON.textNode(wellFormed(text));
        }
        return JSON.objectNode()
                .put("cut", wellFormed(text.substring(0, characters)))
                .put("length", text.length());
    }

    /// Puts a list into a record; where it is too long, a second member `<name>_omitted` counts what is missing.
    <T> void list(ObjectNode record, String name, Collection<T> values, Function<T, JsonNode> each) {
        ArrayNode array = record.putArray(name);
        int kept = 0;
        for (T value : values) {
            if (kept++ == items) {
                break;
            }
            array.add(each.apply(value));
        }
        if (values.size() > items) {
            record.put(name + "_omitted", values.size() - items);
        }
    }

    /// Half of a surrogate pair cannot be written as UTF-8; clients can send one all the same.
    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text);
            }
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended == null ? text : mended.toString();
    }
}
