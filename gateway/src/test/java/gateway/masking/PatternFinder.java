// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.protocols.detect.Finding;

/// Finds by patterns tried at every place of a text, so findings of one entity overlap as much as they can.
final class PatternFinder implements Finder {

    static final int REACH = 12;

    /// `key` and `email` look at a neighbour on either side and may be of several lengths, `pin` makes long chains.
    static final PatternFinder TRICKY = new PatternFinder(Map.of(
            "key", "(?<![0-9A-Z])AKIA[0-9A-Z]{4,6}(?![0-9A-Z])",
            "email", "(?<![a-z])[a-z]{1,5}@[a-z]{1,5}(?![a-z])",
            "pin", "[0-9]{4}"));

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    PatternFinder(Map<String, String> patterns) {
        patterns.forEach((entity, pattern) -> this.patterns.put(entity, Pattern.compile(pattern)));
    }

    @Override
    public List<Finding> find(CharSequence text) {
        var findings = new ArrayList<Finding>();
        patterns.forEach((entity, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            for (int at = 0; at < text.length() && matcher.find(at); at = matcher.start() + 1) {
                findings.add(new Finding(entity, matcher.start(), matcher.end()));
            }
        });
        return findings;
    }

    @Override
    public int reach() {
        return REACH;
    }

    @Override
    public int lookBehind() {
        return 1;
    }
}
