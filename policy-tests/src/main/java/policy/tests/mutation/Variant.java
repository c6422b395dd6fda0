// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import policy.compiler.condition.Visible;
import policy.compiler.written.Written;
import policy.dsl.source.Span;

/// A condition with one thing about it changed.
record Variant(Written written, Span at, String change) {

    /// The most characters of a policy's text that are quoted.
    private static final int MOST_QUOTED = 80;

    private static final String CUT = "…";

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
        return new Variant(new Written.Not(part, part.span()), part.span(), quoted(part.span()) + " is negated");
    }

    private static Stream<Variant> connected(
            List<Written> operands, Span span, Function<List<Written>, Written> connective, Written other) {
        String change = other instanceof Written.Any ? "`and` becomes `or` in " : "`or` becomes `and` in ";
        Stream<Variant> without = IntStream.range(0, operands.size())
                .mapToObj(i -> new Variant(
                        connective.apply(without(operands, i)),
                        operands.get(i).span(),
                        quoted(operands.get(i).span()) + " is left out"));
        Stream<Variant> inner = IntStream.range(0, operands.size())
                .boxed()
                .flatMap(i -> of(operands.get(i))
                        .map(variant -> variant.within(changed -> connective.apply(with(operands, i, changed)))));
        return Stream.of(Stream.of(new Variant(other, span, change + quoted(span))), without, inner)
                .flatMap(Function.identity());
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

    /// What is written there, on one line and not too long.
    static String quoted(Span span) {
        return quoted(span.text());
    }

    static String quoted(String text) {
        String line = Visible.text(text.strip().replaceAll("\\s+", " "));
        boolean fits = line.codePointCount(0, line.length()) <= MOST_QUOTED;
        return "`" + (fits ? line : line.substring(0, line.offsetByCodePoints(0, MOST_QUOTED - 1)) + CUT) + "`";
    }
}
