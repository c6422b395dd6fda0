// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.nio.charset.StandardCharsets;
import policy.protocols.masking.TextMask;

/// Masks a body that is one text in UTF-8.
public final class TextBodyMask implements BodyTransform {

    private final StrictUtf8 utf8 = new StrictUtf8();
    private final TextMask mask;

    public TextBodyMask(TextMask mask) {
        this.mask = mask;
    }

    @Override
    public byte[] push(byte[] chunk) {
        return mask.push(utf8.decode(chunk)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] finish() {
        utf8.finish();
        return mask.finish().getBytes(StandardCharsets.UTF_8);
    }
}
