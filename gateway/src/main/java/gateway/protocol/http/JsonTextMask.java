// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import policy.protocols.masking.CountedMasks;
import policy.protocols.masking.TextMask;

/// Masks a text that should be a JSON object, such as the arguments a model gives a tool: what its strings say is
/// masked, so that writing a letter as an escape hides nothing.
///
/// A model may break off or write nonsense. From where the text is no JSON object any more it is masked as plain text.
public final class JsonTextMask implements TextMask {

    private final CountedMasks masks;
    private final JsonMask json;
    private boolean begun;
    private @Nullable TextMask plain;

    public JsonTextMask(Supplier<TextMask> masks) {
        this.masks = new CountedMasks(masks);
        this.json = new JsonMask(JsonShape.VALUE, this.masks, true);
    }

    @Override
    public String push(CharSequence piece) {
        if (plain != null) {
            return plain.push(piece);
        }
        int from = 0;
        var out = new StringBuilder();
        if (!begun) {
            from = leadingSpace(piece);
            out.append(piece, 0, from);
            begun = from < piece.length();
            if (begun && piece.charAt(from) != '{') {
                return out + asPlain(piece.subSequence(from, piece.length()));
            }
        }
        CharSequence rest = piece.subSequence(from, piece.length());
        int read = json.push(rest, out);
        if (read < rest.length()) {
            json.cut(out);
            out.append(asPlain(rest.subSequence(read, rest.length())));
        }
        return out.toString();
    }

    @Override
    public String finish() {
        if (plain != null) {
            return plain.finish();
        }
        var out = new StringBuilder();
        if (!json.finish(out)) {
            json.cut(out);
        }
        return out.toString();
    }

    @Override
    public Map<String, Integer> counts() {
        return masks.counts();
    }

    private String asPlain(CharSequence piece) {
        TextMask mask = masks.get();
        plain = mask;
        return mask.push(piece);
    }

    private static int leadingSpace(CharSequence piece) {
        int at = 0;
        while (at < piece.length() && Character.isWhitespace(piece.charAt(at))) {
            at++;
        }
        return at;
    }
}
