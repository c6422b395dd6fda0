// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Quantifier;

/// Conditions and values. Parentheses stand where they are needed, and around what people misread: `and` within `or`,
/// a comparison after `not`, and whatever stands within or beside a quantifier.
final class ExpressionDocs {

    static final int INDENT = 4;

    /// Longer texts are not read at a glance.
    private static final int LONGEST_WORD = 32;

    private final Cursor cursor;

    ExpressionDocs(Cursor cursor) {
        this.cursor = cursor;
    }

    Doc of(Expression expression) {
        return switch (expression) {
            case Expression.Or(List<Expression> operands, var _) -> connected("or", operands);
            case Expression.And(List<Expression> operands, var _) -> connected("and", operands);
            case Expression.Not(Expression operand, var _) ->
                Doc.concat(cursor.take("not"), Doc.SPACE, negated(operand));
            case Expression.Compare compare -> compared(compare);
            case Expression.Quantified quantified -> quantified(quantified);
            case Expression.Call call -> call(call);
            case Expression.ListLiteral(List<Expression> items, var _) ->
                sequence(
                        Brackets.LIST,
                        items,
                        this::of,
                        _ -> Doc.LINE,
                        items.stream().allMatch(ExpressionDocs::isWord));
            case Expression.FieldsLiteral(List<Expression.Field> fields, var _) ->
                sequence(Brackets.BRACES, fields, this::field, _ -> Doc.LINE, false);
            case Expression.Has _,
                    Expression.Reference _,
                    Expression.Group _,
                    Expression.WindowLiteral _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.BoolLiteral _,
                    Expression.DurationLiteral _,
                    Expression.SizeLiteral _ -> cursor.flow(expression.span().end());
            case Expression.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    /// What may be broken at brackets at its end, and so begins in the line before it however long it is.
    static boolean hangs(Expression expression) {
        return switch (expression) {
            case Expression.ListLiteral _, Expression.FieldsLiteral _, Expression.Call _ -> true;
            case Expression.Compare compare -> compare.right() instanceof Expression.ListLiteral;
            case Expression.Quantified quantified ->
                !(quantified.condition() instanceof Expression.Quantified) && hangs(quantified.condition());
            case Expression.Or _,
                    Expression.And _,
                    Expression.Not _,
                    Expression.Has _,
                    Expression.Reference _,
                    Expression.Group _,
                    Expression.WindowLiteral _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.BoolLiteral _,
                    Expression.DurationLiteral _,
                    Expression.SizeLiteral _,
                    Expression.Invalid _ -> false;
        };
    }

    /// What stands behind a keyword or a sign.
    Doc behindWord(Doc space, Expression expression, Function<Expression, Doc> written) {
        Doc comments = cursor.comments();
        return comments.equals(Doc.EMPTY) && hangs(expression)
                ? Doc.concat(space, written.apply(expression))
                : Doc.concat(space, new Doc.Aligned(Doc.concat(comments, written.apply(expression))));
    }

    private Doc connected(String connective, List<Expression> operands) {
        Doc before = cursor.comments();
        var docs = new ArrayList<Doc>();
        for (Expression operand : operands) {
            if (!docs.isEmpty()) {
                docs.add(cursor.joining(connective, Doc.LINE));
                docs.add(Doc.SPACE);
            }
            docs.add(beside(operand));
        }
        return Doc.concat(before, new Doc.Aligned(Doc.group(Doc.concat(docs))));
    }

    /// The premise of an invariant.
    Doc premise(Expression expression) {
        boolean apart = expression instanceof Expression.Quantified || expression instanceof Expression.Or;
        return apart ? parenthesised(expression) : of(expression);
    }

    /// An operand of `and` or `or`.
    private Doc beside(Expression expression) {
        boolean apart = expression instanceof Expression.Or
                || expression instanceof Expression.And
                || expression instanceof Expression.Quantified;
        return apart ? parenthesised(expression) : of(expression);
    }

    private Doc negated(Expression expression) {
        return switch (expression) {
            case Expression.Compare compare when isSign(compare.operator()) -> parenthesised(compare);
            default -> beside(expression);
        };
    }

    /// `not a == b` looks like a comparison of `not a`; `not a in b` does not.
    private static boolean isSign(Expression.Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, MORE, AT_LEAST -> true;
            case IN, CONTAINS, INTERSECTS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES, FINDS -> false;
        };
    }

    /// An operand of a comparison, or what stands behind a part of a test.
    Doc operand(Expression expression) {
        boolean apart = expression instanceof Expression.Or
                || expression instanceof Expression.And
                || expression instanceof Expression.Not
                || expression instanceof Expression.Compare
                || expression instanceof Expression.Quantified;
        return apart ? parenthesised(expression) : of(expression);
    }

    private Doc parenthesised(Expression expression) {
        Doc before = cursor.comments();
        return Doc.concat(before, Doc.text("("), new Doc.Aligned(of(expression)), Doc.text(")"));
    }

    private Doc compared(Expression.Compare compare) {
        Doc left = operand(compare.left());
        Doc operator = cursor.flow(compare.operatorSpan().end());
        return Doc.concat(left, Doc.SPACE, operator, Doc.SPACE, operand(compare.right()));
    }

    private Doc quantified(Expression.Quantified quantified) {
        Doc before = cursor.comments();
        Doc word = cursor.take(quantified.quantifier() == Quantifier.SOME ? "some" : "every");
        Doc item = cursor.flow(quantified.item().span().end());
        Doc in = cursor.take("in");
        Doc list = operand(quantified.list());
        Doc begin = Doc.concat(before, word, Doc.SPACE, item, Doc.SPACE, in, Doc.SPACE, list);
        boolean hangs = hangs(quantified);
        Doc satisfies = cursor.joining("satisfies", hangs ? Doc.SPACE : Doc.LINE);
        Doc rest = Doc.concat(satisfies, Doc.SPACE, beside(quantified.condition()));
        return hangs ? Doc.concat(begin, rest) : Doc.group(begin, new Doc.Nest(INDENT, rest));
    }

    private Doc call(Expression.Call call) {
        Doc name = cursor.flow(call.name().span().end());
        return Doc.concat(name, sequence(Brackets.CALL, call.arguments(), this::of, _ -> Doc.LINE, false));
    }

    /// The rows of a test's table, with what stands in them in columns.
    Doc table(Declaration.Table table) {
        int number = table.span().start();
        return sequence(
                Brackets.LIST,
                table.rows(),
                row -> row(row, number),
                _ -> Doc.LINE,
                table.rows().stream().allMatch(ExpressionDocs::isWord));
    }

    private Doc row(Expression row, int table) {
        return switch (row) {
            case Expression.ListLiteral list ->
                sequence(Brackets.LIST, list.items(), this::of, _ -> new Doc.Tab(table, "", true), false);
            case Expression.FieldsLiteral fields ->
                sequence(
                        Brackets.BRACES,
                        fields.fields(),
                        this::field,
                        field -> new Doc.Tab(table, field.name().text(), true),
                        false);
            default -> of(row);
        };
    }

    /// What is read at a glance, so that many of them may stand in a line.
    private static boolean isWord(Expression item) {
        return switch (item) {
            case Expression.Reference reference -> reference.keys().isEmpty();
            case Expression.TextLiteral text ->
                text.text().length() <= LONGEST_WORD && text.text().chars().noneMatch(Character::isWhitespace);
            case Expression.IntLiteral _ -> true;
            default -> false;
        };
    }

    private Doc field(Expression.Field field) {
        Doc name = cursor.flow(field.name().span().end());
        Doc colon = cursor.take(":");
        return Doc.concat(name, colon, behindWord(Doc.SPACE, field.value(), this::of));
    }

    private enum Brackets {
        LIST("[", "]"),
        BRACES("{", "}"),
        CALL("(", ")");

        private final String open;
        private final String close;

        Brackets(String open, String close) {
            this.open = open;
            this.close = close;
        }

        Doc edge() {
            return this == BRACES ? Doc.LINE : Doc.SOFT_LINE;
        }
    }

    /// Elements between brackets: in one line, or each in its own with a comma behind the last, too. Such a comma
    /// in the source keeps them in lines of their own.
    ///
    /// @param behind the space or line end behind each but the last
    /// @param filled whether a line holds as many as fit
    private <T> Doc sequence(
            Brackets brackets, List<T> elements, Function<T, Doc> written, Function<T, Doc> behind, boolean filled) {
        int outer = 0;
        Doc open = Doc.text(brackets.open);
        if (brackets == Brackets.CALL) {
            outer = cursor.openCall();
        } else {
            open = cursor.take(brackets.open);
        }
        var docs = new ArrayList<Doc>();
        Doc behindOpen = cursor.behind();
        Doc space = Doc.EMPTY;
        int count = 0;
        for (T element : elements) {
            Doc blank = count > 0 && cursor.blank() ? Doc.BLANK : Doc.EMPTY;
            Doc doc = Doc.concat(blank, space, cursor.lead(), written.apply(element));
            Doc comma = ++count == elements.size() ? new Doc.IfBroken(",") : Doc.text(",");
            docs.add(Doc.concat(filled && count > 1 ? Doc.group(doc) : doc, comma, cursor.behind()));
            space = behind.apply(element);
        }
        boolean kept = !elements.isEmpty() && cursor.comma();
        boolean blank = cursor.blank();
        Doc rest = cursor.rest();
        if (!rest.equals(Doc.EMPTY)) {
            docs.add(docs.isEmpty() ? rest : Doc.concat(blank ? Doc.BLANK : Doc.EMPTY, Doc.HARD_LINE, rest));
        }
        Doc close = brackets == Brackets.CALL ? cursor.closeCall(outer) : cursor.take(brackets.close);
        if (docs.isEmpty()) {
            return Doc.concat(open, behindOpen, close);
        }
        Doc inner = new Doc.Nest(INDENT, Doc.concat(brackets.edge(), Doc.concat(docs)));
        return Doc.group(Doc.concat(open, behindOpen, inner, brackets.edge(), close), kept);
    }
}
