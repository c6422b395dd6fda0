// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import com.google.re2j.Pattern;
import java.util.Objects;
import java.util.Set;

/// What an atom asks of one attribute.
public sealed interface Test {

    /// `has x`.
    record Present() implements Test {}

    /// A bool attribute alone.
    record IsTrue() implements Test {}

    /// A text or word is one of these: `==`, `in`. In no order; a list from a file is shared by all that use it.
    record OneOf(Set<String> texts) implements Test {
        public OneOf {
            texts = Set.copyOf(texts);
        }
    }

    record StartsWith(String prefix) implements Test {}

    record EndsWith(String suffix) implements Test {}

    /// A text has this part.
    record HasPart(String part) implements Test {}

    /// A glob, compiled to a pattern for the whole text.
    ///
    /// @param prefix what every match starts with; may be empty
    /// @param parts of which every match has at least one; none if none are known
    record Like(String glob, String prefix, Set<String> parts, Pattern pattern) implements Test {
        @Override
        public boolean equals(Object other) {
            return other instanceof Like like && like.glob.equals(glob);
        }

        @Override
        public int hashCode() {
            return Objects.hash("like", glob);
        }
    }

    /// A regular expression for the whole text.
    ///
    /// @param parts of which every match has at least one; none if none are known
    record Matches(String regex, Set<String> parts, Pattern pattern) implements Test {
        @Override
        public boolean equals(Object other) {
            return other instanceof Matches matches && matches.regex.equals(regex);
        }

        @Override
        public int hashCode() {
            return Objects.hash("matches", regex);
        }
    }

    /// A whole number from `low` to `high`, both included; sizes are bytes, durations milliseconds, moments
    /// milliseconds since 1970-01-01T00:00Z.
    record Between(long low, long high) implements Test {}

    /// An open member contains this, as a text its part, as a list its item.
    record Contains(String text) implements Test {}

    /// An address is in one of these networks.
    record InNetwork(Networks networks) implements Test {}

    /// A moment is in one of these windows.
    record During(Set<Window> windows) implements Test {
        public During {
            windows = Set.copyOf(windows);
        }
    }

    /// At least one item of a list meets a condition; none of an empty one does.
    ///
    /// @param item the name the rule gives to one item
    /// @param condition its terms read the item, and nothing else
    record Some(String item, Condition condition) implements Test {}

    /// All items of a list meet a condition; those of an empty one do.
    ///
    /// @param item the name the rule gives to one item
    /// @param condition its terms read the item, and nothing else
    record Every(String item, Condition condition) implements Test {}

    /// A list has at least one of these: `contains`, `intersects`, `finds`, membership in a group.
    record HoldsAny(Set<String> items) implements Test {
        public HoldsAny {
            items = Set.copyOf(items);
        }
    }
}
