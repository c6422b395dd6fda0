// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Makes masks and adds up what they hid, each when its text is complete. Not for several threads at once.
public final class CountedMasks implements Supplier<TextMask> {

    private final Supplier<TextMask> masks;
    private final Map<String, Integer> counts = new TreeMap<>();

    public CountedMasks(Supplier<TextMask> masks) {
        this.masks = masks;
    }

    @Override
    public TextMask get() {
        return new Counted(masks.get());
    }

    /// How often each entity was masked in the texts that are complete.
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    private final class Counted implements TextMask {

        private final TextMask mask;

        Counted(TextMask mask) {
            this.mask = mask;
        }

        @Override
        public String push(CharSequence piece) {
            return mask.push(piece);
        }

        @Override
        public String finish() {
            String rest = mask.finish();
            mask.counts().forEach((entity, count) -> counts.merge(entity, count, Integer::sum));
            return rest;
        }

        @Override
        public Map<String, Integer> counts() {
            return mask.counts();
        }
    }
}
