// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.condition.Visible;
import policy.compiler.condition.Wording;
import policy.compiler.written.Written;
import policy.tests.Quotation;

/// Changes what one comparison compares with: a number by one, a list by one item. All other kinds of tests are left as
/// they are; they are negated and left out as a whole.
final class PartVariants {

    private final Written.Part part;

    private PartVariants(Written.Part part) {
        this.part = part;
    }

    private record Changed(Condition condition, String change) {
        Changed within(Function<Condition, Condition> around) {
            return new Changed(around.apply(condition), change);
        }
    }

    static Stream<Variant> of(Written.Part part) {
        return new PartVariants(part)
                .of(part.condition())
                .map(changed ->
                        new Variant(new Written.Part(changed.condition(), part.span()), part.span(), changed.change()));
    }

    private Stream<Changed> of(Condition condition) {
        return switch (condition) {
            case Condition.Constant _ -> Stream.of();
            case Condition.Holds(Atom atom, var _) -> of(atom);
            case Condition.Not(Condition operand) -> of(operand).map(changed -> changed.within(Condition::not));
            case Condition.And(List<Condition> operands) -> each(operands, Condition::allOf);
            case Condition.Or(List<Condition> operands) ->
                Stream.concat(each(operands, Condition::anyOf), eachLeftOut(operands));
        };
    }

    private Stream<Changed> each(List<Condition> operands, Function<List<Condition>, Condition> connective) {
        return IntStream.range(0, operands.size())
                .boxed()
                .flatMap(i -> of(operands.get(i))
                        .map(changed -> changed.within(condition -> {
                            var all = new ArrayList<>(operands);
                            all.set(i, condition);
                            return connective.apply(all);
                        })));
    }

    /// Numbers in a list are a condition each.
    private Stream<Changed> eachLeftOut(List<Condition> operands) {
        return IntStream.range(0, operands.size()).mapToObj(i -> {
            var left = new ArrayList<>(operands);
            Condition gone = left.remove(i);
            String change = "`" + Wording.of(gone) + "` is left out of " + Quotation.of(part.span());
            return new Changed(Condition.anyOf(left), change);
        });
    }

    private Stream<Changed> of(Atom atom) {
        if (atom.test() instanceof Test.Between between) {
            return shifted(between).map(test -> {
                Condition changed = with(atom, test);
                return new Changed(
                        changed, Quotation.of(part.span()) + " becomes " + Quotation.of(Wording.of(changed)));
            });
        }
        if (atom.test() instanceof Test.OneOf(Set<String> texts)) {
            return itemLeftOut(atom, texts, Test.OneOf::new);
        }
        if (atom.test() instanceof Test.HoldsAny(Set<String> items)) {
            return itemLeftOut(atom, items, Test.HoldsAny::new);
        }
        return Stream.of();
    }

    /// Each end that is an end, one up and one down; both ends of a single number together.
    private static Stream<Test> shifted(Test.Between range) {
        if (range.low() == range.high()) {
            return LongStream.of(1, -1).mapToObj(by -> new Test.Between(range.low() + by, range.high() + by));
        }
        Stream<Test> low = range.low() == Long.MIN_VALUE
                ? Stream.of()
                : LongStream.of(1, -1).mapToObj(by -> new Test.Between(range.low() + by, range.high()));
        Stream<Test> high = range.high() == Long.MAX_VALUE
                ? Stream.of()
                : LongStream.of(1, -1).mapToObj(by -> new Test.Between(range.low(), range.high() + by));
        return Stream.concat(low, high);
    }

    private Stream<Changed> itemLeftOut(Atom atom, Set<String> items, Function<Set<String>, Test> test) {
        if (items.size() < 2) {
            return Stream.of();
        }
        return items.stream().map(item -> {
            var left = new TreeSet<>(items);
            left.remove(item);
            String change = "`" + Visible.text(item) + "` is left out of " + Quotation.of(part.span());
            return new Changed(with(atom, test.apply(left)), change);
        });
    }

    private Condition with(Atom atom, Test test) {
        return new Condition.Holds(new Atom(atom.term(), test), part.span());
    }
}
