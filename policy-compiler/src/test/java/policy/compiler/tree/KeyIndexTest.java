// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.compiler.condition.Network;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// An index finds the branches that fit, all of them, each once, and no other.
final class KeyIndexTest {

    @Property(tries = 2_000)
    void texts(@ForAll("textKeys") List<SortedSet<Key>> branches, @ForAll("texts") String text) {
        check(Type.TEXT, branches, Value.of(text), key -> fits((Key.Text) key, text));
    }

    private static boolean fits(Key.Text key, String text) {
        return switch (key.kind()) {
            case IS -> text.equals(key.text());
            case STARTS -> text.startsWith(key.text());
            case ENDS -> text.endsWith(key.text());
            case HAS -> text.contains(key.text());
            case HOLDS, RANGE, WITHIN -> false;
        };
    }

    @Property(tries = 2_000)
    void numbers(@ForAll("ranges") List<SortedSet<Key>> branches, @ForAll("numbers") long number) {
        check(
                Type.INT,
                branches,
                Value.of(number),
                key -> key instanceof Key.Range(long low, long high) && low <= number && number <= high);
    }

    @Property(tries = 2_000)
    void addresses(@ForAll("networks") List<SortedSet<Key>> branches, @ForAll("addresses") Network address) {
        check(
                Type.ADDRESS,
                branches,
                new Value.Address(address.first()),
                key -> key instanceof Key.Within(Network network) && network.holds(address));
    }

    private static void check(Type type, List<SortedSet<Key>> branches, Value value, Predicate<Key> fits) {
        var found = new Numbers();
        assertThat(KeyIndex.of(type, branches).find(value, found)).isTrue();
        assertThat(found.toList())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, branches.size())
                        .filter(branch -> branches.get(branch).stream().anyMatch(fits))
                        .boxed()
                        .toList());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab/").ofMaxLength(9);
    }

    @Provide
    Arbitrary<List<SortedSet<Key>>> textKeys() {
        Arbitrary<Key> key = Combinators.combine(
                        Arbitraries.of(Key.Kind.IS, Key.Kind.STARTS, Key.Kind.ENDS, Key.Kind.HAS),
                        Arbitraries.strings().withChars("ab/").ofMinLength(1).ofMaxLength(5))
                .as(Key.Text::new);
        return branches(key);
    }

    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.oneOf(Arbitraries.longs().between(-3, 12), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Provide
    Arbitrary<List<SortedSet<Key>>> ranges() {
        return branches(Combinators.combine(numbers(), numbers())
                .as((one, other) -> new Key.Range(Math.min(one, other), Math.max(one, other))));
    }

    @Provide
    Arbitrary<Network> addresses() {
        return Combinators.combine(Arbitraries.of(10, 192), Arbitraries.of(0, 1, 128), Arbitraries.of(0, 1, 255))
                .as((first, second, last) -> Network.of(InetAddress.ofLiteral(first + "." + second + ".0." + last)));
    }

    @Provide
    Arbitrary<List<SortedSet<Key>>> networks() {
        Arbitrary<Network> some = Combinators.combine(addresses(), addresses()).as(Network::with);
        return branches(Arbitraries.oneOf(some, addresses(), Arbitraries.just(Network.parse("::/0")))
                .map(Key.Within::new));
    }

    private static Arbitrary<List<SortedSet<Key>>> branches(Arbitrary<? extends Key> key) {
        return key.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(keys -> (SortedSet<Key>) new TreeSet<Key>(keys))
                .list()
                .ofMaxSize(12);
    }
}
