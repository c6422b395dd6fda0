// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// What an atom asks of one attribute.
public sealed interface Test {

    /// `has x`.
    record Present() implements Test {}

    /// A bool attribute alone.
    record IsTrue() implements Test {}

    /// A text or word is one of these: `==`, `in`.
    record OneOf(Set<String> texts) implements Test {
        public OneOf {
            texts = sorted(texts);
        }
    }

    record StartsWith(String prefix) implements Test {}

    record EndsWith(String suffix) implements Test {}

    /// A text has this part.
    record HasPart(String part) implements Test {}

    /// A glob, compiled to a pattern for the whole text.
    ///
    /// @param prefix what every match starts with; may be empty
    record Like(String glob, String prefix, Pattern pattern) implements Test {
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
    record Matches(String regex, Pattern pattern) implements Test {
        @Override
        public boolean equals(Object other) {
            return other instanceof Matches matches && matches.regex.equals(regex);
        }

        @Override
        public int hashCode() {
            return Objects.hash("matches", regex);
        }
    }

    /// A whole number from `low` to `high`, both included.
    record Between(long low, long high) implements Test {}

    /// A list has at least one of these: `contains`, `intersects`, `finds`, membership in a group.
    record HoldsAny(Set<String> items) implements Test {
        public HoldsAny {
            items = sorted(items);
        }
    }

    /// Hashed for evaluation, in order for printing.
    private static Set<String> sorted(Collection<String> texts) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(texts)));
    }
}
