// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import policy.compiler.resolve.Namespace;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Expression;

/// The names that the rules and tests of a policy mention, directly or through lets.
final class Uses {

    private final Set<String> names = new HashSet<>();
    private final Deque<String> fresh = new ArrayDeque<>();

    private Uses() {}

    static Set<String> of(Namespace policy) {
        var uses = new Uses();
        policy.rules().values().forEach(rule -> rule.clauses().forEach(uses::clause));
        policy.tests().forEach(test -> {
            test.table().ifPresent(table -> table.rows().forEach(uses::expression));
            test.givens().forEach(given -> uses.expression(given.value()));
        });
        while (!uses.fresh.isEmpty()) {
            LetDeclaration let = policy.lets().get(uses.fresh.pop());
            if (let != null) {
                uses.expression(let.value());
            }
        }
        return uses.names;
    }

    private void clause(Clause clause) {
        switch (clause) {
            case Clause.When(Expression condition, var _) -> expression(condition);
            case Clause.Unless(Expression condition, var _) -> expression(condition);
            case Clause.Because _, Clause.Help _, Clause.Ask _, Clause.Within _, Clause.Find _, Clause.Invalid _ -> {}
        }
    }

    private void expression(Expression expression) {
        switch (expression) {
            case Expression.Or(List<Expression> operands, var _) -> operands.forEach(this::expression);
            case Expression.And(List<Expression> operands, var _) -> operands.forEach(this::expression);
            case Expression.Not(Expression operand, var _) -> expression(operand);
            case Expression.Compare compare -> {
                expression(compare.left());
                expression(compare.right());
            }
            case Expression.Reference(var name, var _) -> {
                if (names.add(name.text())) {
                    fresh.push(name.text());
                }
            }
            case Expression.ListLiteral(List<Expression> items, var _) -> items.forEach(this::expression);
            case Expression.FieldsLiteral(List<Expression.Field> fields, var _) ->
                fields.forEach(field -> expression(field.value()));
            case Expression.Has _,
                    Expression.Group _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.BoolLiteral _,
                    Expression.DurationLiteral _,
                    Expression.Invalid _ -> {}
        }
    }
}
