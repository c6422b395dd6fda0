// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Comparator;
import java.util.List;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Network;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Wording;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// One way a value can fit a branch.
sealed interface Key extends Comparable<Key> {

    Comparator<Key> ORDER = Comparator.comparing(Key::kind).thenComparing(Key::compareWithin);

    /// The more particular ones first.
    enum Kind {
        /// The text, the word, or `true` and `false`.
        IS,
        /// An item of a list.
        HOLDS,
        STARTS,
        ENDS,
        /// A part of a text.
        HAS,
        /// A number from one to another.
        RANGE,
        /// An address of a network.
        WITHIN
    }

    Kind kind();

    /// Of two of the same kind.
    int compareWithin(Key other);

    /// How much fits it, beside others of the same kind: the less, the better a question.
    double breadth();

    String shown(Term term);

    /// A value that fits, of what a term reads.
    Value sample(Type type);

    @Override
    default int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    /// A text, or something about one.
    record Text(Kind kind, String text) implements Key {

        @Override
        public int compareWithin(Key other) {
            return text.compareTo(((Text) other).text);
        }

        @Override
        public double breadth() {
            return -text.length();
        }

        @Override
        public String shown(Term term) {
            boolean bare = !(term.type() instanceof Type.Text || term.type() instanceof Type.ListOf(Type.Text _));
            return word() + (bare ? text : Wording.quoted(text));
        }

        @Override
        public Value sample(Type type) {
            return switch (kind) {
                case HOLDS -> Value.of(List.of(text));
                case IS, STARTS, ENDS, HAS, RANGE, WITHIN ->
                    type instanceof Type.Bool ? Value.of(Boolean.parseBoolean(text)) : Value.of(text);
            };
        }

        private String word() {
            return switch (kind) {
                case IS, RANGE, WITHIN -> "";
                case STARTS -> "starts with ";
                case ENDS -> "ends with ";
                case HOLDS, HAS -> "contains ";
            };
        }
    }

    /// Whole numbers, both ends included.
    record Range(long low, long high) implements Key {

        private static final Comparator<Range> ORDER =
                Comparator.comparingLong(Range::low).thenComparingLong(Range::high);

        @Override
        public Kind kind() {
            return Kind.RANGE;
        }

        @Override
        public int compareWithin(Key other) {
            return ORDER.compare(this, (Range) other);
        }

        @Override
        public double breadth() {
            return (double) high - low;
        }

        @Override
        public String shown(Term term) {
            return Wording.of(new Atom(term, new Test.Between(low, high)))
                    .substring(term.shown().length() + 1);
        }

        @Override
        public Value sample(Type type) {
            return Value.of(low == Long.MIN_VALUE ? high : low);
        }
    }

    record Within(Network network) implements Key {

        @Override
        public Kind kind() {
            return Kind.WITHIN;
        }

        @Override
        public int compareWithin(Key other) {
            return network.compareTo(((Within) other).network);
        }

        @Override
        public double breadth() {
            return -network.length();
        }

        @Override
        public String shown(Term term) {
            return "in " + Wording.quoted(network.shown());
        }

        @Override
        public Value sample(Type type) {
            return new Value.Address(network.first());
        }
    }
}
