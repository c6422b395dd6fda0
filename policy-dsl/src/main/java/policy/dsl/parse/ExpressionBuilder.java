// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Operator;
import policy.dsl.ast.Expression.Quantifier;
import policy.dsl.ast.Expression.Reference;
import policy.dsl.ast.Expression.TextLiteral;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: conditions and values.
final class ExpressionBuilder {

    private final Places places;
    private final Reports reports;
    private final Windows windows;

    ExpressionBuilder(Places places, Reports reports) {
        this.places = places;
        this.reports = reports;
        this.windows = new Windows(places, reports);
    }

    Expression disjunction(DisjunctionContext rule) {
        rule.BARS().forEach(bars -> foreign(bars.getSymbol(), "or"));
        List<Expression> operands =
                rule.conjunction().stream().map(this::conjunction).toList();
        return operands.size() == 1 ? operands.getFirst() : new Expression.Or(operands, places.of(rule));
    }

    private Expression conjunction(ConjunctionContext rule) {
        rule.AMPERSANDS().forEach(sign -> foreign(sign.getSymbol(), "and"));
        List<Expression> operands = rule.negation().stream().map(this::negation).toList();
        return operands.size() == 1 ? operands.getFirst() : new Expression.And(operands, places.of(rule));
    }

    private Expression negation(NegationContext rule) {
        rule.BANG().forEach(bang -> foreign(bang.getSymbol(), "not"));
        Expression expression = comparison(rule.comparison());
        for (int i = rule.getChildCount() - 2; i >= 0; i--) {
            expression = switch (rule.getChild(i)) {
                case QuantifierContext quantifier ->
                    quantified(quantifier, expression, places.of(quantifier).to(places.of(rule)));
                case TerminalNode not ->
                    new Expression.Not(expression, places.of(not).to(places.of(rule)));
                default -> throw new IllegalStateException("a prefix of the grammar is not built: " + rule.getText());
            };
        }
        return expression;
    }

    private Expression quantified(QuantifierContext rule, Expression condition, Span span) {
        return new Expression.Quantified(
                rule.SOME() != null ? Quantifier.SOME : Quantifier.EVERY,
                name(rule.declaredName()),
                operand(rule.operand()),
                condition,
                span);
    }

    private Expression comparison(ComparisonContext rule) {
        Expression left = operand(rule.operand(0));
        if (rule.operator().isEmpty()) {
            return left;
        }
        Span operatorSpan = places.of(rule.operator(0));
        boolean negated = rule.operator(0).NOT() != null;
        Operator operator = operator(rule.operator(0), left);
        if (rule.operator().size() > 1) {
            reports.slip(Diagnostic.of(
                            Code.P109,
                            "comparisons do not chain",
                            places.of(rule.operator(1)),
                            "the second comparison",
                            "compare twice and join the two with `and`")
                    .withSecondary(operatorSpan, "the first"));
            return new Expression.Invalid(places.of(rule));
        }
        Span span = places.of(rule);
        var compare = new Expression.Compare(left, operator, operand(rule.operand(1)), operatorSpan, span);
        return negated ? new Expression.Not(compare, span) : compare;
    }

    private Operator operator(OperatorContext rule, Expression left) {
        Token word = ((TerminalNode) rule.getChild(rule.NOT() == null ? 0 : 1)).getSymbol();
        if (rule.NOT() != null) {
            reports.slip(Diagnostic.of(
                    Code.P108,
                    "`not` stands before the whole comparison",
                    places.of(rule.NOT()),
                    "not between its parts",
                    "write `not " + Wording.shortened(left.span().text()) + " " + word.getText() + " …`"));
        }
        return switch (word.getType()) {
            case EQUAL -> Operator.EQUAL;
            case NOT_EQUAL -> Operator.NOT_EQUAL;
            case LESS -> Operator.LESS;
            case AT_MOST -> Operator.AT_MOST;
            case GREATER -> Operator.MORE;
            case AT_LEAST -> Operator.AT_LEAST;
            case IN -> Operator.IN;
            case CONTAINS -> Operator.CONTAINS;
            case INTERSECTS -> Operator.INTERSECTS;
            case STARTS -> Operator.STARTS_WITH;
            case ENDS -> Operator.ENDS_WITH;
            case LIKE -> Operator.LIKE;
            case MATCHES -> Operator.MATCHES;
            case FINDS -> Operator.FINDS;
            default -> foreignOperator(word);
        };
    }

    private Operator foreignOperator(Token word) {
        Operator meant = switch (word.getText()) {
            case "!==", "<>" -> Operator.NOT_EQUAL;
            case "=<" -> Operator.AT_MOST;
            case "=>" -> Operator.AT_LEAST;
            case "=~" -> Operator.MATCHES;
            default -> Operator.EQUAL;
        };
        foreign(word, meant.word());
        return meant;
    }

    void foreign(Token sign, String meant) {
        reports.slip(Diagnostic.of(
                Code.P108,
                "`" + sign.getText() + "` is not an operator here",
                places.of(sign),
                "written as in another language",
                "write `" + meant + "`"));
    }

    Expression operand(OperandContext rule) {
        Span span = places.of(rule);
        return switch (rule.getChild(0)) {
            case HasContext has -> new Expression.Has(attribute(has.attribute()), span);
            case GroupContext group -> new Expression.Group(text(group.text()), span);
            case CallContext call -> call(call, span);
            case TextContext text -> new TextLiteral(text(text), span);
            case RawContext raw -> new Expression.RawTextLiteral(Quoted.raw(raw.getStart(), places), span);
            case NumberContext number -> number(number);
            case WindowContext window -> window(window, span);
            case TruthContext truth -> new Expression.BoolLiteral(truth.TRUE() != null, span);
            case ListContext list ->
                isClosed(list) ? new Expression.ListLiteral(items(list), span) : new Expression.Invalid(span);
            case FieldsContext fields ->
                isClosed(fields) ? new Expression.FieldsLiteral(fields(fields), span) : new Expression.Invalid(span);
            case ParenthesisContext parenthesis ->
                isClosed(parenthesis) ? disjunction(parenthesis.disjunction()) : new Expression.Invalid(span);
            case TooDeepContext _ -> new Expression.Invalid(span);
            default -> throw new IllegalStateException("an operand of the grammar is not built: " + rule.getText());
        };
    }

    /// Whether its closing bracket stands in the text: if it was put in, what belongs to it is a guess.
    private static boolean isClosed(ParserRuleContext brackets) {
        return brackets.getChild(brackets.getChildCount() - 1) instanceof TerminalNode last
                && last.getSymbol().getTokenIndex() >= 0;
    }

    private Reference attribute(AttributeContext rule) {
        Token name = rule.getStart();
        return new Reference(new Name(name.getText(), places.of(name)), keys(rule.key()), places.of(rule));
    }

    private List<TextLiteral> keys(List<KeyContext> keys) {
        return keys.stream()
                .map(key -> new TextLiteral(text(key.text()), places.of(key.text())))
                .toList();
    }

    private Expression call(CallContext call, Span span) {
        Name name = name(call.reference());
        if (call.arguments() == null) {
            return new Reference(name, keys(call.key()), span);
        }
        List<Expression> arguments = items(call.arguments());
        if (arguments.isEmpty() && !reports.toldWithin(span.start(), span.end())) {
            reports.slip(Diagnostic.of(
                    Code.P101,
                    "a name without parameters has no parentheses",
                    places.of(call.arguments()),
                    "nothing in these",
                    "write `" + name.text() + "`"));
        }
        return arguments.isEmpty() ? new Reference(name, List.of(), span) : new Expression.Call(name, arguments, span);
    }

    private Expression window(WindowContext rule, Span span) {
        Optional<Expression.Days> days = Optional.ofNullable(rule.days()).flatMap(d -> windows.days(d.getStart()));
        @Nullable TerminalNode clock = rule.CLOCK();
        Optional<Expression.Hours> hours = clock == null ? Optional.empty() : windows.hours(clock.getSymbol());
        boolean complete = (rule.days() == null || days.isPresent()) && (clock == null || hours.isPresent());
        var zone = new TextLiteral(text(rule.text()), places.of(rule.text()));
        return complete ? new Expression.WindowLiteral(days, hours, zone, span) : new Expression.Invalid(span);
    }

    Expression number(NumberContext rule) {
        return Numbers.read(rule.getStart(), places, reports);
    }

    private String text(TextContext rule) {
        return Quoted.text(rule.getStart(), places, reports);
    }

    /// The items of a list or the arguments of a call; a comma between each two, one after the last is fine.
    List<Expression> items(ParserRuleContext list) {
        checkCommas(list, "item");
        var items = new ArrayList<Expression>();
        for (ParseTree part : list.children) {
            if (part instanceof ItemContext item) {
                items.add(
                        item.exception != null
                                ? new Expression.Invalid(places.of(item))
                                : disjunction(item.disjunction()));
            } else if (part instanceof TerminalNode token && isSkipped(token)) {
                items.add(new Expression.Invalid(places.of(token)));
            }
        }
        return items;
    }

    /// Whether recovery has skipped this token of a list.
    private static boolean isSkipped(TerminalNode token) {
        int type = token.getSymbol().getType();
        return type != COMMA && !Lexicon.opens(type) && !Lexicon.closes(type);
    }

    /// Fields that did not parse are left out; a diagnostic tells about them.
    private List<Expression.Field> fields(FieldsContext fields) {
        checkCommas(fields, "field");
        var result = new ArrayList<Expression.Field>();
        for (FieldContext field : fields.field()) {
            if (field.exception == null) {
                if (field.ASSIGN() != null) {
                    foreign(field.ASSIGN().getSymbol(), ":");
                }
                result.add(new Expression.Field(
                        fieldName(field.fieldName()), disjunction(field.disjunction()), places.of(field)));
            }
        }
        return result;
    }

    private Name fieldName(FieldNameContext rule) {
        return rule.TEXT() == null
                ? name(rule)
                : new Name(Quoted.text(rule.getStart(), places, reports), places.of(rule));
    }

    private void checkCommas(ParserRuleContext brackets, String what) {
        boolean due = false;
        for (int i = 1; i < brackets.getChildCount() - 1; i++) {
            ParseTree child = brackets.getChild(i);
            if (child instanceof TerminalNode comma && comma.getSymbol().getType() == COMMA) {
                if (!due) {
                    reports.slip(Diagnostic.of(
                            Code.P101,
                            "a comma without " + article(what) + " before it",
                            places.of(comma),
                            "nothing before this",
                            "remove it"));
                }
                due = false;
            } else {
                if (due
                        && child instanceof ParserRuleContext next
                        && brackets.getChild(i - 1) instanceof ParserRuleContext before) {
                    missingComma(before, next, what);
                }
                due = true;
            }
        }
    }

    private static String article(String what) {
        return what.startsWith("i") ? "an " + what : "a " + what;
    }

    private void missingComma(ParserRuleContext before, ParserRuleContext after, String what) {
        int end = places.of(before).end();
        if (before.exception == null
                && !reports.toldWithin(
                        places.of(before).start(), places.of(after).end())) {
            reports.slip(Diagnostic.of(
                    Code.P101,
                    "expected `,` before the next " + what,
                    places.between(end, end),
                    "missing here",
                    what + "s are separated by `,`"));
        }
    }

    private Name name(ParserRuleContext rule) {
        return new Name(rule.getText(), places.of(rule));
    }
}
