// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// RFC 8785 (JCS), written straight as bytes: objects, arrays, strings, booleans, null and whole numbers that every
/// JSON reader holds exactly. Others are refused, so nothing is ever rounded.
///
/// Nothing is built up first to be sorted: whoever writes an object names its members in their order, and a name out of
/// order is refused.
public final class CanonicalJson {

    /// The largest whole number an IEEE 754 double is sure to hold (RFC 7493 section 2.2).
    public static final long LARGEST_NUMBER = (1L << 53) - 1;

    private static final String HEX = "0123456789abcdef";
    private static final int USUAL_BYTES = 1024;
    private static final int USUAL_DEPTH = 8;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_CHARACTER = 6;

    private final String hole;
    private int holeAt = -1;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    /// Whether what comes next stands behind something.
    private boolean follows;

    /// The last name in each object that is open, the outermost first.
    private @Nullable String[] names = new String[USUAL_DEPTH];

    private int depth = -1;

    /// @param hole a member of the outermost object whose value is put in later. It is named without being asked
    ///     for; empty for none
    CanonicalJson(String hole) {
        this.hole = hole;
    }

    /// One value on its own.
    ///
    /// @throws IllegalArgumentException if something in it has no canonical form
    public static byte[] bytes(Consumer<CanonicalJson> value) {
        var json = new CanonicalJson("");
        value.accept(json);
        return json.toBytes();
    }

    /// Where the value that is put in later belongs; -1 if that member is not written yet.
    int holeAt() {
        return holeAt;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public CanonicalJson beginObject() {
        depth++;
        if (depth == names.length) {
            names = Arrays.copyOf(names, 2 * depth);
        }
        names[depth] = null;
        return begin('{');
    }

    public CanonicalJson endObject() {
        if (lacksHole()) {
            leaveHole();
        }
        depth--;
        return end('}');
    }

    public CanonicalJson beginArray() {
        return begin('[');
    }

    public CanonicalJson endArray() {
        return end(']');
    }

    /// Names the member whose value is written next.
    ///
    /// @throws IllegalStateException if the name belongs before one that is written already
    public CanonicalJson name(String name) {
        if (lacksHole() && name.compareTo(hole) > 0) {
            leaveHole();
        }
        return next(name);
    }

    /// A member that is a string.
    public CanonicalJson put(String name, String text) {
        return name(name).text(text);
    }

    /// A member that is a number.
    public CanonicalJson put(String name, long number) {
        return name(name).number(number);
    }

    /// @throws IllegalArgumentException if half of a surrogate pair is in it
    public CanonicalJson text(String text) {
        separate();
        quoted(text);
        return this;
    }

    /// @throws IllegalArgumentException beyond ±[#LARGEST_NUMBER]
    public CanonicalJson number(long number) {
        if (number > LARGEST_NUMBER || number < -LARGEST_NUMBER) {
            throw new IllegalArgumentException("a number without an exact canonical form: " + number);
        }
        return word(Long.toString(number));
    }

    public CanonicalJson truth(boolean truth) {
        return word(truth ? "true" : "false");
    }

    public CanonicalJson nothing() {
        return word("null");
    }

    private boolean lacksHole() {
        return depth == 0 && holeAt < 0 && !hole.isEmpty();
    }

    private void leaveHole() {
        next(hole);
        holeAt = length;
        follows = true;
    }

    private CanonicalJson next(String name) {
        String before = names[depth];
        if (before != null && before.compareTo(name) >= 0) { // of UTF-16 code units, as section 3.2.3 wants
            throw new IllegalStateException("`" + name + "` does not come after `" + before + "`");
        }
        names[depth] = name;
        separate();
        quoted(name);
        append(':');
        follows = false;
        return this;
    }

    private CanonicalJson begin(char bracket) {
        separate();
        reserve(1);
        append(bracket);
        follows = false;
        return this;
    }

    private CanonicalJson end(char bracket) {
        reserve(1);
        append(bracket);
        follows = true;
        return this;
    }

    private void separate() {
        if (follows) {
            reserve(1);
            append(',');
        }
        follows = true;
    }

    private CanonicalJson word(String word) {
        separate();
        reserve(LONGEST_NUMBER);
        copyPlain(word);
        return this;
    }

    /// Leaves room for one byte more.
    private void quoted(String text) {
        reserve(text.length() + 3);
        append('"');
        for (int i = copyPlain(text); i < text.length(); i++) {
            reserve(LONGEST_CHARACTER + 2);
            i += append(text, i);
        }
        append('"');
    }

    /// Copies as much as needs no second look, which is nearly always all.
    ///
    /// @return index of the first character that does
    private int copyPlain(String text) {
        byte[] into = bytes;
        int at = length;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                break;
            }
            into[at + i] = (byte) c;
            i++;
        }
        length = at + i;
        return i;
    }

    /// Writes one character of a string.
    ///
    /// A byte of a character after its first, RFC 3629 §3: its lowest six bits.
    private static int more(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    /// @return how many more UTF-16 units it took than one
    private int append(String text, int index) {
        char c = text.charAt(index);
        if (Character.isSurrogate(c)) {
            int point = text.codePointAt(index);
            if (!Character.isSupplementaryCodePoint(point)) {
                throw new IllegalArgumentException("a lone surrogate has no canonical form");
            }
            append(0xF0 | (point >> 18), more(point >> 12), more(point >> 6), more(point));
            return 1;
        }
        switch (c) {
            case '"' -> append('\\', '"');
            case '\\' -> append('\\', '\\');
            case '\b' -> append('\\', 'b');
            case '\t' -> append('\\', 't');
            case '\n' -> append('\\', 'n');
            case '\f' -> append('\\', 'f');
            case '\r' -> append('\\', 'r');
            default -> {
                if (c < ' ') {
                    append('\\', 'u', '0', '0', HEX.charAt(c >> 4), HEX.charAt(c & 0xF));
                } else if (c < 0x80) {
                    append(c);
                } else if (c < 0x800) {
                    append(0xC0 | (c >> 6), more(c));
                } else {
                    append(0xE0 | (c >> 12), more(c >> 6), more(c));
                }
            }
        }
        return 0;
    }

    private void append(int octet) {
        bytes[length++] = (byte) octet;
    }

    private void append(int... octets) {
        for (int octet : octets) {
            append(octet);
        }
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
