// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.recording.log.CanonicalJson;
import java.util.Collection;
import java.util.function.Consumer;

/// How much of a value a record keeps. Whoever sends a request decides how long its texts and lists are; a record must
/// fit all the same, and say where it does not hold everything.
///
/// @param characters of a text, in UTF-16 units
/// @param items of a list
record Abridged(int characters, int items) {

    private static final char REPLACEMENT = '�';

    /// Writes a text; one that is too long becomes `{"cut": <its beginning>, "length": <of the whole>}`.
    void text(CanonicalJson json, String text) {
        if (text.length() <= characters) {
            json.text(wellFormed(text));
        } else {
            json.beginObject()
                    .put("cut", wellFormed(text.substring(0, characters)))
                    .put("length", text.length())
                    .endObject();
        }
    }

    /// Writes a member that is a list; where it is too long, a second one `<name>_omitted` counts what is missing.
    <T> void list(CanonicalJson json, String name, Collection<T> values, Consumer<T> each) {
        json.name(name).beginArray();
        int kept = 0;
        for (T value : values) {
            if (kept++ == items) {
                break;
            }
            each.accept(value);
        }
        json.endArray();
        if (values.size() > items) {
            json.put(name + "_omitted", values.size() - items);
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
