// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.written.Written;
import policy.dsl.source.Span;
import policy.tests.Quotation;

/// A condition with one thing about it changed.
record Variant(Written written, Span at, String change) {

    /// All variants: each operand left out, each `and` and `or` exchanged, each part negated or changed in itself.
    static Stream<Variant> of(Written written) {
        return switch (written) {
            case Written.Part part -> Stream.concat(Stream.of(negated(part)), PartVariants.of(part));
            case Written.Not(Written operand, Span span) ->
                of(operand).map(inner -> inner.within(changed -> new Written.Not(changed, span)));
            case Written.All(List<Written> operands, Span span) ->
                connected(operands, span, changed -> new Written.All(changed, span), new Written.Any(operands, span));
            case Written.Any(List<Written> operands, Span span) ->
                connected(operands, span, changed -> new Written.Any(changed, span), new Written.All(operands, span));
        };
    }

    private static Variant negated(Written.Part part) {
        return new Variant(new Written.Not(part, part.span()), part.span(), Quotation.of(part.span()) + " is negated");
    }

    private static Stream<Variant> connected(
            List<Written> operands, Span span, Function<List<Written>, Written> connective, Written other) {
        String change = other instanceof Written.Any ? "`and` becomes `or` in " : "`or` becomes `and` in ";
        Stream<Variant> without = IntStream.range(0, operands.size())
                .filter(i -> !guardsAnother(operands, i))
                .mapToObj(i -> new Variant(
                        connective.apply(without(operands, i)),
                        operands.get(i).span(),
                        Quotation.of(operands.get(i).span()) + " is left out"));
        Stream<Variant> inner = IntStream.range(0, operands.size())
                .boxed()
                .flatMap(i -> of(operands.get(i))
                        .map(variant -> variant.within(changed -> connective.apply(with(operands, i, changed)))));
        return Stream.of(Stream.of(new Variant(other, span, change + Quotation.of(span))), without, inner)
                .flatMap(Function.identity());
    }

    /// Whether an operand is the `has` that another needs: without it the rule would not compile.
    private static boolean guardsAnother(List<Written> operands, int number) {
        if (!(operands.get(number) instanceof Written.Part(Condition.Holds(Atom atom, Span _), Span _))
                || !(atom.test() instanceof Test.Present)) {
            return false;
        }
        return without(operands, number).stream()
                .flatMap(Written::parts)
                .flatMap(part -> Condition.atoms(part.condition()))
                .anyMatch(other -> other.term().equals(atom.term()));
    }

    private Variant within(Function<Written, Written> around) {
        return new Variant(around.apply(written), at, change);
    }

    private static List<Written> without(List<Written> operands, int number) {
        var left = new ArrayList<>(operands);
        left.remove(number);
        return left;
    }

    private static List<Written> with(List<Written> operands, int number, Written instead) {
        var changed = new ArrayList<>(operands);
        changed.set(number, instead);
        return changed;
    }
}
