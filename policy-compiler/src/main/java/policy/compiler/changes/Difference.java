// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.List;
import policy.compiler.outline.Outline;
import policy.dsl.source.SourceSet;

/// All that is another between two policy sets.
///
/// @param changes what should be seen first comes first
/// @param restyled files of which only layout and comments are another
/// @param before what was there
/// @param after what is there
public record Difference(List<Change> changes, List<String> restyled, Outline before, Outline after) {

    public Difference {
        changes = List.copyOf(changes);
        restyled = List.copyOf(restyled);
    }

    /// Neither has to compile: what does not parse is left out, and told in the outlines.
    public static Difference between(SourceSet before, SourceSet after) {
        return new Comparison(before, after).difference();
    }

    /// Whether anything that is declared is another.
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public List<Change> of(Risk risk) {
        return changes.stream().filter(change -> change.risk() == risk).toList();
    }
}
