// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Quantifier;
import policy.dsl.source.Span;

/// Conditions and values. Literals stay as they were written; parentheses stand where they are needed, and around what
/// people misread: `and` within `or`, and whatever stands within or beside a quantifier.
final class ExpressionDocs {

    private static final int INDENT = 4;

    private final Comments comments;

    ExpressionDocs(Comments comments) {
        this.comments = comments;
    }

    Doc of(Expression expression) {
        return switch (expression) {
            case Expression.Or(List<Expression> operands, var _) -> connected("or", operands);
            case Expression.And(List<Expression> operands, var _) -> connected("and", operands);
            case Expression.Not(Expression operand, var _) -> Doc.concat(Doc.text("not "), negated(operand));
            case Expression.Compare(var left, var operator, var right, var _, var _) ->
                Doc.concat(operand(left), Doc.text(" " + operator.word() + " "), operand(right));
            case Expression.Quantified quantified -> quantified(quantified);
            case Expression.Has(Expression.Reference attribute, var _) -> Doc.concat(Doc.text("has "), of(attribute));
            case Expression.Reference(var name, var keys, var _) ->
                Doc.text(name.text()
                        + keys.stream()
                                .map(key -> "[" + key.span().text() + "]")
                                .reduce("", String::concat));
            case Expression.Call(var name, List<Expression> arguments, Span span) ->
                Doc.concat(Doc.text(name.text()), sequence("(", Doc.SOFT_LINE, arguments, this::item, span, ")"));
            case Expression.ListLiteral(List<Expression> items, Span span) ->
                sequence("[", Doc.SOFT_LINE, items, this::item, span, "]");
            case Expression.FieldsLiteral(List<Expression.Field> fields, Span span) ->
                sequence("{", Doc.LINE, fields, this::field, span, "}");
            case Expression.WindowLiteral window -> window(window);
            case Expression.Group(String _, Span span) -> Doc.text(tight(span));
            case Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.BoolLiteral _,
                    Expression.DurationLiteral _,
                    Expression.SizeLiteral _ -> Doc.text(expression.span().text());
            case Expression.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    /// What is one word to the reader, without the spaces it may have been written with: `group("x")`, `mon..fri`.
    static String tight(Span span) {
        var text = new StringBuilder();
        boolean quoted = false;
        for (char c : span.text().toCharArray()) {
            quoted ^= c == '"';
            if (quoted || !Character.isWhitespace(c)) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private Doc connected(String connective, List<Expression> operands) {
        var docs = new ArrayList<Doc>();
        for (Expression operand : operands) {
            Doc before = docs.isEmpty() ? Doc.EMPTY : Doc.text(connective + " ");
            Doc leading = comments.before(operand.span().start());
            Doc doc = Doc.concat(
                    leading,
                    before,
                    beside(operand),
                    comments.behind(operand.span().end()));
            docs.add(doc);
        }
        return Doc.group(new Doc.Aligned(Doc.joined(Doc.LINE, docs)));
    }

    /// The premise of an invariant.
    Doc operandOfImplies(Expression expression) {
        return expression instanceof Expression.Quantified ? parenthesised(expression) : of(expression);
    }

    /// An operand of `and` or `or`.
    private Doc beside(Expression expression) {
        boolean apart = expression instanceof Expression.Or
                || expression instanceof Expression.And
                || expression instanceof Expression.Quantified;
        return apart ? parenthesised(expression) : of(expression);
    }

    private Doc negated(Expression expression) {
        return expression instanceof Expression.Not ? of(expression) : beside(expression);
    }

    /// An operand of a comparison.
    private Doc operand(Expression expression) {
        boolean apart = expression instanceof Expression.Or
                || expression instanceof Expression.And
                || expression instanceof Expression.Not
                || expression instanceof Expression.Compare
                || expression instanceof Expression.Quantified;
        return apart ? parenthesised(expression) : of(expression);
    }

    private Doc parenthesised(Expression expression) {
        return Doc.concat(Doc.text("("), new Doc.Aligned(of(expression)), Doc.text(")"));
    }

    private Doc quantified(Expression.Quantified quantified) {
        String word = quantified.quantifier() == Quantifier.SOME ? "some " : "every ";
        return Doc.group(
                Doc.text(word + quantified.item().text() + " in "),
                operand(quantified.list()),
                new Doc.Nest(INDENT, Doc.concat(Doc.LINE, Doc.text("satisfies "), beside(quantified.condition()))));
    }

    private Doc window(Expression.WindowLiteral window) {
        String days = window.days().map(d -> tight(d.span()) + " ").orElse("");
        String hours = window.hours().map(h -> tight(h.span()) + " ").orElse("");
        return Doc.text(days + hours + "in " + window.zone().span().text());
    }

    /// One element with the comments before it.
    private record Element(Span span, Doc doc) {}

    private Element item(Expression item) {
        return new Element(item.span(), Doc.concat(comments.before(item.span().start()), of(item)));
    }

    private Element field(Expression.Field field) {
        Doc before = comments.before(field.span().start());
        Doc name = Doc.text(field.name().span().text() + ": ");
        return new Element(field.span(), Doc.concat(before, name, of(field.value())));
    }

    /// Elements between brackets: in one line, or each in its own with a comma behind the last, too.
    private <T> Doc sequence(
            String open, Doc edge, List<T> elements, Function<T, Element> reader, Span span, String close) {
        var docs = new ArrayList<Doc>();
        for (T element : elements) {
            Element read = reader.apply(element);
            boolean last = docs.size() == elements.size() - 1;
            Doc comma = last ? new Doc.IfBroken(",") : Doc.text(",");
            docs.add(Doc.concat(read.doc(), comma, comments.behind(read.span().end())));
        }
        docs.addAll(comments.alone(span.end()));
        if (docs.isEmpty()) {
            return Doc.text(open + close);
        }
        return Doc.group(
                Doc.text(open),
                new Doc.Nest(INDENT, Doc.concat(edge, Doc.joined(Doc.LINE, docs))),
                edge,
                Doc.text(close));
    }
}
