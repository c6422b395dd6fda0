// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.Map;
import policy.protocols.masking.TextMask;

/// Hides `4111`; holds back everything until the text is complete.
final class DigitsMask implements TextMask {

    private final StringBuilder text = new StringBuilder();

    @Override
    public String push(CharSequence piece) {
        text.append(piece);
        return "";
    }

    @Override
    public String finish() {
        return text.toString().replace("4111", "[card]");
    }

    @Override
    public Map<String, Integer> counts() {
        return Map.of();
    }
}
