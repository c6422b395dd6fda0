// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.time.Duration;
import java.util.List;
import policy.dsl.source.Span;

/// Conditions and values.
public sealed interface Expression {

    Span span();

    /// Two operands or more, flattened: `a or b or c` is one node.
    record Or(List<Expression> operands, Span span) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /// Two operands or more, flattened.
    record And(List<Expression> operands, Span span) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Not(Expression operand, Span span) implements Expression {}

    /// `left operator right`. Comparisons do not chain.
    ///
    /// @param operatorSpan where the operator itself stands
    record Compare(Expression left, Operator operator, Expression right, Span operatorSpan, Span span)
            implements Expression {}

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        /// A value in a list, or `subject in group("x")`.
        IN("in"),
        CONTAINS("contains"),
        INTERSECTS("intersects"),
        STARTS_WITH("starts with"),
        ENDS_WITH("ends with"),
        /// A glob: `*` within a path segment, `**` across segments, `?` one character.
        LIKE("like"),
        /// A linear-time regular expression (RE2 syntax) that must match the whole text.
        MATCHES("matches"),
        /// Entities detected in a text.
        FINDS("finds");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /// As it is written.
        public String word() {
            return word;
        }
    }

    /// `has attribute`: whether an optional attribute is there.
    record Has(Name attribute, Span span) implements Expression {}

    /// A name, dotted or not: an attribute, a `let`, a word of a closed set, a table variable.
    record Reference(Name name, Span span) implements Expression {}

    /// `group("engineering")`.
    record Group(String group, Span span) implements Expression {}

    record TextLiteral(String text, Span span) implements Expression {}

    /// `r"^a+$"`: backslashes are themselves.
    record RawTextLiteral(String text, Span span) implements Expression {}

    record IntLiteral(long number, Span span) implements Expression {}

    record BoolLiteral(boolean truth, Span span) implements Expression {}

    /// `15m`, `1h`, `30s`, `3d`.
    record DurationLiteral(Duration duration, Span span) implements Expression {}

    record ListLiteral(List<Expression> items, Span span) implements Expression {
        public ListLiteral {
            items = List.copyOf(items);
        }
    }

    /// `{ id: "ana", groups: ["engineering"] }`; only in tests.
    record FieldsLiteral(List<Field> fields, Span span) implements Expression {
        public FieldsLiteral {
            fields = List.copyOf(fields);
        }
    }

    record Field(Name name, Expression value, Span span) {}

    record Invalid(Span span) implements Expression {}
}
