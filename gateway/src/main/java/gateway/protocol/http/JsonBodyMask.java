// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Failure;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Masks a body of JSON in UTF-8, as it streams. Invalid JSON is refused: clients disagree about what it says.
public final class JsonBodyMask implements BodyTransform {

    private final StrictUtf8 utf8 = new StrictUtf8();
    private final JsonMask json;

    public JsonBodyMask(JsonShape shape, Supplier<TextMask> masks) {
        this.json = new JsonMask(shape, masks, false);
    }

    @Override
    public byte[] push(byte[] chunk) {
        String text = utf8.decode(chunk);
        var out = new StringBuilder(text.length());
        if (json.push(text, out) < text.length()) {
            throw notJson();
        }
        return bytes(out);
    }

    @Override
    public byte[] finish() {
        utf8.finish();
        var out = new StringBuilder();
        if (!json.finish(out)) {
            throw notJson();
        }
        return bytes(out);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Failure notJson() {
        return new Failure(DenialCode.G114, "The reply says it is JSON and is not, so it cannot be masked.");
    }
}
