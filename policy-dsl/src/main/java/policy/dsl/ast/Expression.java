// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
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
        /// A value in a list, an address in a network, a time in a window, or `subject in group("x")`.
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

    /// `some table in sql.tables satisfies table starts with "card"`.
    ///
    /// @param item the name that stands for one item of the list in the condition
    record Quantified(Quantifier quantifier, Name item, Expression list, Expression condition, Span span)
            implements Expression {}

    enum Quantifier {
        /// At least one item; false for an empty list.
        SOME,
        /// All items; true for an empty list.
        EVERY
    }

    /// `has attribute`: whether an optional attribute is there.
    record Has(Reference attribute, Span span) implements Expression {}

    /// A name, dotted or not: an attribute, a `let`, a word of a closed set, a table variable, an item. What is not
    /// a name of the language stands in brackets: `http.headers["x-team"]`.
    ///
    /// @param keys the texts in brackets after the name, in order; mostly none
    record Reference(Name name, List<TextLiteral> keys, Span span) implements Expression {
        public Reference {
            keys = List.copyOf(keys);
        }
    }

    /// `owned_by("payments")`: a let with its parameters filled in.
    record Call(Name name, List<Expression> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `group("engineering")`.
    record Group(String group, Span span) implements Expression {}

    record TextLiteral(String text, Span span) implements Expression {}

    /// `r"^a+$"`: backslashes are themselves.
    record RawTextLiteral(String text, Span span) implements Expression {}

    record IntLiteral(long number, Span span) implements Expression {}

    record BoolLiteral(boolean truth, Span span) implements Expression {}

    /// `15m`, `1h`, `30s`, `3d`.
    record DurationLiteral(Duration duration, Span span) implements Expression {}

    /// `4KiB`, `10MB`, `512B`.
    record SizeLiteral(long bytes, Span span) implements Expression {}

    /// `mon..fri 09:00..17:30 in "Europe/Berlin"`: a stretch of the week that comes again and again. One of days
    /// and hours may be missing: all days, the whole day.
    ///
    /// @param zone name of a time zone (IANA), such as `Europe/Berlin` or `UTC`
    record WindowLiteral(Optional<Days> days, Optional<Hours> hours, TextLiteral zone, Span span)
            implements Expression {}

    /// Both included; `sat..mon` goes over the end of the week.
    record Days(DayOfWeek first, DayOfWeek last, Span span) {}

    /// From the first, included, to the second, excluded; `22:00..06:00` goes over midnight and belongs to the day
    /// it begins on.
    record Hours(LocalTime from, LocalTime to, Span span) {}

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
