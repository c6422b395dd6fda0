// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Comparator;
import policy.compiler.condition.Wording;
import policy.runtime.request.Type;

/// One way a value can fit a branch.
record Key(Kind kind, String text) implements Comparable<Key> {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind).thenComparing(Key::text);

    enum Kind {
        /// The text, the word, or `true` and `false`.
        IS(""),
        STARTS("starts with "),
        ENDS("ends with "),
        /// An item of a list.
        HOLDS("contains ");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    String shown(Type type) {
        boolean bare = !(type instanceof Type.Text || type instanceof Type.ListOf(Type.Text _));
        return kind.word + (bare ? text : Wording.quoted(text));
    }
}
