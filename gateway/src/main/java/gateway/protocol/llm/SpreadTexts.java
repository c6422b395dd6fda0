// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import gateway.exchange.Failure;
import gateway.protocol.http.JsonTextMask;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// The texts of a stream that are spread over many of its events, each with its own mask.
///
/// @param <K> what tells one text from another
final class SpreadTexts<K> {

    /// Most texts in one stream: choices, tool calls, content blocks.
    static final int MAX_TEXTS = 4096;

    private final Supplier<TextMask> masks;
    private final Map<K, TextMask> open = new LinkedHashMap<>();
    private final Set<K> finished = new HashSet<>();

    SpreadTexts(Supplier<TextMask> masks) {
        this.masks = masks;
    }

    /// @param json whether the text as a whole is JSON
    /// @return what of the text may be sent now
    /// @throws Failure G114 if the text was said to be complete: what was let go at its end could be a beginning
    String push(K text, boolean json, String piece) {
        if (piece.isEmpty()) {
            return piece;
        }
        if (finished.contains(text)) {
            throw new Failure(DenialCode.G114, "The reply goes on with a text it had ended, so it cannot be masked.");
        }
        if (open.size() + finished.size() == MAX_TEXTS && !open.containsKey(text)) {
            throw new Failure(
                    DenialCode.G114, "The reply has more than %d texts, so it cannot be masked.".formatted(MAX_TEXTS));
        }
        return open.computeIfAbsent(text, _ -> json ? new JsonTextMask(masks) : masks.get())
                .push(piece);
    }

    /// Ends some texts.
    ///
    /// @return what was held back of each, where something was
    Map<K, String> finish(Predicate<K> which) {
        var rests = new LinkedHashMap<K, String>();
        open.entrySet().removeIf(entry -> {
            if (!which.test(entry.getKey())) {
                return false;
            }
            finished.add(entry.getKey());
            String rest = entry.getValue().finish();
            if (!rest.isEmpty()) {
                rests.put(entry.getKey(), rest);
            }
            return true;
        });
        return rests;
    }
}
