// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import policy.protocols.masking.TextMask;

/// Masks JSON (RFC 8259) that arrives in pieces. Every string, member names too, is a text of its own, read without its
/// escapes; a number is one if the shape says so. All else is copied as it stands.
///
/// Nothing is buffered but what masks hold back and one number, so a document may be of any size.
final class JsonMask {

    private static final int MAX_DEPTH = 512;
    /// Longest number or literal.
    private static final int MAX_TOKEN = 1024;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /// What may come next.
    private enum Next {
        VALUE,
        VALUE_OR_END,
        NAME,
        NAME_OR_END,
        COLON,
        COMMA_OR_END,
        NOTHING
    }

    private final JsonShape shape;
    private final Supplier<TextMask> masks;
    private final boolean tolerant;

    private Next next = Next.VALUE;
    private int depth;
    /// Which of the open containers are objects.
    private final BitSet objects = new BitSet();
    private final StringBuilder token = new StringBuilder();
    private @Nullable JsonStringMask string;
    private boolean stringIsName;
    /// The name whose value comes next; empty elsewhere.
    private String member = "";
    /// The name of the member of the outermost object that is being read.
    private String outermost = "";
    private boolean begun;

    /// Depth at which the value being dropped ends; negative if none is.
    private int droppedAt = -1;
    private final StringBuilder discarded = new StringBuilder();
    /// Depth at which the value whose numbers are texts ends; negative if there is none.
    private int numbersAt = -1;

    /// @param tolerant whether strings may hold what JSON forbids in them
    JsonMask(JsonShape shape, Supplier<TextMask> masks, boolean tolerant) {
        this.shape = shape;
        this.masks = masks;
        this.tolerant = tolerant;
    }

    /// @return how much of the input was read: all of it, or, if it is no JSON, what came before
    int push(CharSequence in, StringBuilder out) {
        int at = 0;
        while (at < in.length()) {
            int read = step(in, at, droppedAt >= 0 ? discarded : out);
            if (read < 0) {
                return at;
            }
            at = read;
        }
        discarded.setLength(0);
        return at;
    }

    /// @return whether the JSON is complete; no JSON at all is
    boolean finish(StringBuilder out) {
        return (token.isEmpty() || endToken(out))
                && string == null
                && depth == 0
                && (!begun || next == Next.NOTHING || shape.many());
    }

    /// The text breaks off, or is no JSON from here on: what was read of a string or number is let go, masked.
    void cut(StringBuilder out) {
        StringBuilder sink = droppedAt >= 0 ? discarded : out;
        if (string != null) {
            string.cut(sink);
        } else {
            TextMask mask = mask();
            sink.append(mask.push(token)).append(mask.finish());
        }
    }

    /// @return where to go on; negative if this is no JSON
    private int step(CharSequence in, int at, StringBuilder out) {
        if (string != null) {
            return inString(string, in, at, out);
        }
        char c = in.charAt(at);
        if (isTokenPart(c)) {
            begun = true;
            boolean fits = (!token.isEmpty() || expectsValue()) && token.length() < MAX_TOKEN;
            token.append(fits ? String.valueOf(c) : "");
            return fits ? at + 1 : -1;
        }
        if (!token.isEmpty()) {
            return endToken(out) ? at : -1; // read anew: a dropped value may have ended
        }
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            out.append(c);
            return at + 1;
        }
        begun = true;
        return structural(c, out) ? at + 1 : -1;
    }

    private int inString(JsonStringMask current, CharSequence in, int from, StringBuilder out) {
        int at = current.push(in, from, out);
        if (current.broken()) {
            return -1;
        }
        if (current.closed()) {
            string = null;
            if (stringIsName) {
                member = current.said();
                next = Next.COLON;
            } else {
                valueEnded();
            }
        }
        return at;
    }

    private boolean structural(char c, StringBuilder out) {
        boolean allowed = switch (c) {
            case '"' -> beginString();
            case '{', '[' -> open(c == '{');
            case '}' -> objects.get(depth) && (next == Next.NAME_OR_END || next == Next.COMMA_OR_END);
            case ']' -> depth > 0 && !objects.get(depth) && (next == Next.VALUE_OR_END || next == Next.COMMA_OR_END);
            case ':' -> next == Next.COLON;
            case ',' -> next == Next.COMMA_OR_END;
            default -> false;
        };
        if (!allowed) {
            return false;
        }
        out.append(c);
        switch (c) {
            case '}', ']' -> close();
            case ':' -> colon(out);
            case ',' -> next = objects.get(depth) ? Next.NAME : Next.VALUE;
            default -> {}
        }
        return true;
    }

    private boolean beginString() {
        stringIsName = next == Next.NAME || next == Next.NAME_OR_END;
        if (!stringIsName && !expectsValue()) {
            return false;
        }
        boolean nested = !stringIsName && shape.nested().contains(member);
        string = new JsonStringMask(nested ? new JsonTextMask(masks) : valueMask(), tolerant);
        return true;
    }

    private boolean open(boolean object) {
        if (!expectsValue() || depth == MAX_DEPTH) {
            return false;
        }
        outermost = depth == 1 ? member : outermost;
        depth++;
        objects.set(depth, object);
        member = "";
        next = object ? Next.NAME_OR_END : Next.VALUE_OR_END;
        return true;
    }

    private void close() {
        objects.clear(depth);
        depth--;
        valueEnded();
    }

    private void colon(StringBuilder out) {
        next = Next.VALUE;
        if (numbersAt < 0 && shape.numbersIn().contains(member)) {
            numbersAt = depth;
        }
        if (droppedAt < 0 && shape.dropped().contains(member)) {
            out.append("null");
            droppedAt = depth;
        }
    }

    private boolean endToken(StringBuilder out) {
        String text = token.toString();
        if (!LITERALS.contains(text) && !NUMBER.matcher(text).matches()) {
            return false;
        }
        token.setLength(0);
        boolean isText = (shape.numbers() || numbersAt >= 0) && !LITERALS.contains(text) && !isKept();
        out.append(isText ? number(text) : text);
        valueEnded();
        return true;
    }

    private String number(String text) {
        TextMask mask = mask();
        String masked = mask.push(text) + mask.finish();
        if (masked.equals(text)) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        JsonText.escape(masked, quoted);
        return quoted.append('"').toString();
    }

    private void valueEnded() {
        droppedAt = droppedAt == depth ? -1 : droppedAt;
        numbersAt = numbersAt == depth ? -1 : numbersAt;
        member = "";
        if (depth > 0) {
            next = Next.COMMA_OR_END;
        } else {
            next = shape.many() ? Next.VALUE : Next.NOTHING;
        }
    }

    private boolean expectsValue() {
        return next == Next.VALUE || next == Next.VALUE_OR_END;
    }

    private TextMask mask() {
        return droppedAt >= 0 ? Unmasked.DROPPED : masks.get();
    }

    /// @return the mask of a string that begins here; a name is never kept
    private TextMask valueMask() {
        return !stringIsName && isKept() ? Unmasked.KEPT : mask();
    }

    private boolean isKept() {
        return switch (depth) {
            case 1 -> shape.kept().contains(member);
            case 2 -> shape.kept().contains(outermost + "." + member);
            default -> false;
        };
    }

    private static boolean isTokenPart(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '+'
                || c == '.';
    }

    /// Texts in which nothing is looked for.
    private enum Unmasked implements TextMask {
        /// Nobody will see it.
        DROPPED,
        /// Everybody may.
        KEPT;

        @Override
        public String push(CharSequence piece) {
            return this == KEPT ? piece.toString() : "";
        }

        @Override
        public String finish() {
            return "";
        }

        @Override
        public Map<String, Integer> counts() {
            return Map.of();
        }
    }
}
