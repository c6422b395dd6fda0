// SPDX-License-Identifier: Apache-2.0
package policy.compiler.written;

import java.util.List;
import java.util.stream.Stream;
import policy.compiler.condition.Condition;
import policy.dsl.source.Span;

/// A condition as it is written, with its lets filled in: the same connectives in the same order, and the place of each
/// part. A part that stands in a let has its place there.
public sealed interface Written {

    Span span();

    /// What connects nothing: a comparison, `has x`, an attribute that is true or false.
    ///
    /// @param condition what it means; may have connectives, as `x in [1, 2]` over numbers does
    record Part(Condition condition, Span span) implements Written {}

    record Not(Written operand, Span span) implements Written {}

    record All(List<Written> operands, Span span) implements Written {
        public All {
            operands = List.copyOf(operands);
        }
    }

    record Any(List<Written> operands, Span span) implements Written {
        public Any {
            operands = List.copyOf(operands);
        }
    }

    static Condition meaning(Written written) {
        return switch (written) {
            case Part(Condition condition, var _) -> condition;
            case Not(Written operand, var _) -> Condition.not(meaning(operand));
            case All(List<Written> operands, var _) ->
                Condition.allOf(operands.stream().map(Written::meaning).toList());
            case Any(List<Written> operands, var _) ->
                Condition.anyOf(operands.stream().map(Written::meaning).toList());
        };
    }

    /// All parts, in the order they are written.
    static Stream<Part> parts(Written written) {
        return switch (written) {
            case Part part -> Stream.of(part);
            case Not(Written operand, var _) -> parts(operand);
            case All(List<Written> operands, var _) -> operands.stream().flatMap(Written::parts);
            case Any(List<Written> operands, var _) -> operands.stream().flatMap(Written::parts);
        };
    }
}
