// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import policy.compiler.lists.TextList;
import policy.compiler.report.Report;
import policy.compiler.type.Lets;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.request.Value;

/// Reads the values of a test: literals, lists, fields, lets, lists from files, the names of its table's columns; any
/// other bare word is the text of its letters, as in `method: GET`.
final class Samples {

    /// How many parts the request of one test may have once its lets are filled in.
    static final int MOST_PARTS = 100_000;

    private final Lets lets;
    private final Report report;
    private int parts;

    Samples(Lets lets, Report report) {
        this.lets = lets;
        this.report = report;
    }

    Lets lets() {
        return lets;
    }

    /// @return nothing where a mistake was told
    Optional<Value> value(Expression expression) {
        return count(1, expression) ? lets.reading(expression, Optional.empty(), this::literal) : Optional.empty();
    }

    private boolean count(int more, Expression expression) {
        parts += more;
        if (parts > MOST_PARTS) {
            report.add(Diagnostic.of(
                    Code.P402,
                    "the request has more than " + MOST_PARTS + " parts with its lets filled in",
                    expression.span(),
                    "one too many"));
        }
        return parts <= MOST_PARTS;
    }

    private Optional<Value> literal(Expression expression) {
        return switch (expression) {
            case Expression.TextLiteral(String text, var _) -> Optional.of(Value.of(text));
            case Expression.RawTextLiteral(String text, var _) -> Optional.of(Value.of(text));
            case Expression.IntLiteral(long number, var _) -> Optional.of(Value.of(number));
            case Expression.SizeLiteral(long bytes, var _) -> Optional.of(Value.of(bytes));
            case Expression.DurationLiteral(Duration time, var _) -> Optional.of(Value.of(time.toMillis()));
            case Expression.BoolLiteral(boolean truth, var _) -> Optional.of(Value.of(truth));
            case Expression.Reference reference -> word(reference);
            case Expression.ListLiteral(List<Expression> items, var _) -> list(items);
            case Expression.FieldsLiteral(List<Expression.Field> fields, var _) -> fields(fields);
            case Expression.Invalid _ -> {
                report.silentMistake();
                yield Optional.empty();
            }
            case Expression.WindowLiteral window -> wrong(window.span(), "this is a window of time");
            case Expression.Or _,
                    Expression.And _,
                    Expression.Not _,
                    Expression.Compare _,
                    Expression.Quantified _,
                    Expression.Has _,
                    Expression.Call _,
                    Expression.Group _ -> wrong(expression.span(), "this is a condition");
        };
    }

    private Optional<Value> word(Expression.Reference reference) {
        Optional<TextList> list = lets.list(reference);
        if (list.isPresent()) {
            List<TextList.Row> rows = list.get().rows();
            return count(rows.size(), reference)
                    ? Optional.of(Value.of(rows.stream().map(TextList.Row::text).toList()))
                    : Optional.empty();
        }
        String name = reference.name().text();
        return name.indexOf('.') < 0 && reference.keys().isEmpty()
                ? Optional.of(Value.of(name))
                : wrong(reference.span(), "an attribute has no value before there is a request");
    }

    private Optional<Value> list(List<Expression> items) {
        var values = new ArrayList<Value>();
        items.forEach(item -> value(item).ifPresent(values::add));
        return values.size() == items.size() ? Optional.of(new Value.Many(values)) : Optional.empty();
    }

    private Optional<Value> fields(List<Expression.Field> fields) {
        var values = new LinkedHashMap<String, Value>();
        boolean complete = true;
        for (Expression.Field field : fields) {
            Optional<Value> value = value(field.value());
            complete &= value.isPresent();
            if (value.isPresent() && values.putIfAbsent(field.name().text(), value.get()) != null) {
                report.add(Diagnostic.of(
                        Code.P209,
                        "the field `" + field.name().text() + "` stands twice",
                        field.name().span(),
                        "again here"));
                complete = false;
            }
        }
        return complete ? Optional.of(new Value.Fields(values)) : Optional.empty();
    }

    private Optional<Value> wrong(Span at, String label) {
        report.add(Diagnostic.of(Code.P307, "a test's request is made of plain values", at, label));
        return Optional.empty();
    }
}
