// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Makes masks and adds up what they hide. Keeps only those whose text is not complete, so that a reply
/// may have any number of texts. Not for several threads at once.
public final class CountedMasks implements Supplier<TextMask> {

    private final Supplier<TextMask> masks;
    private final Set<Counted> unfinished = new HashSet<>();
    private final Map<String, Integer> finished = new TreeMap<>();

    public CountedMasks(Supplier<TextMask> masks) {
        this.masks = masks;
    }

    @Override
    public TextMask get() {
        var mask = new Counted(masks.get());
        unfinished.add(mask);
        return mask;
    }

    /// How often each entity was masked so far; a text that breaks off counts, too.
    public Map<String, Integer> counts() {
        var sum = new TreeMap<>(finished);
        unfinished.forEach(mask -> add(mask.counts(), sum));
        return sum;
    }

    private static void add(Map<String, Integer> counts, Map<String, Integer> sum) {
        counts.forEach((entity, count) -> sum.merge(entity, count, Integer::sum));
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
            if (unfinished.remove(this)) {
                add(mask.counts(), finished);
            }
            return rest;
        }

        @Override
        public Map<String, Integer> counts() {
            return mask.counts();
        }
    }
}
