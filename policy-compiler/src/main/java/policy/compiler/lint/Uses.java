// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.resolve.Namespace;
import policy.compiler.resolve.Policies;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;

/// The lets, lists and imports that rules, invariants and tests mention, directly or through lets.
final class Uses {

    private final Policies policies;
    private final Set<String> declarations = new HashSet<>();
    private final Set<String> imports = new HashSet<>();
    private final Deque<Fresh> fresh = new ArrayDeque<>();

    private record Fresh(Namespace policy, LetDeclaration let) {}

    private Uses(Policies policies) {
        this.policies = policies;
    }

    static Uses of(Policies policies) {
        var uses = new Uses(policies);
        for (Namespace policy : policies.all()) {
            var names = uses.new Names(policy, Set.of());
            policy.rules().values().forEach(rule -> rule.clauses().forEach(names::clause));
            policy.invariants().values().forEach(invariant -> names.expression(invariant.premise()));
            policy.tests().forEach(names::test);
        }
        while (!uses.fresh.isEmpty()) {
            Fresh next = uses.fresh.pop();
            uses.new Names(next.policy(), texts(next.let().parameters()))
                    .expression(next.let().value());
        }
        return uses;
    }

    /// The names that an expression alone mentions, such as those of parameters.
    static Set<String> in(Expression expression, Namespace policy) {
        var names = new Uses(new Policies(new TreeMap<>())).new Names(policy, Set.of());
        names.expression(expression);
        return names.mentioned;
    }

    boolean hasDeclaration(Namespace policy, String name) {
        return declarations.contains(policy.policy() + "." + name);
    }

    boolean hasImport(Namespace policy, String alias) {
        return imports.contains(policy.policy() + " " + alias);
    }

    private static Set<String> texts(Collection<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.toUnmodifiableSet());
    }

    /// What names mean at one place.
    private final class Names {

        private final Namespace policy;
        private final Set<String> local;
        private final Set<String> mentioned;

        Names(Namespace policy, Set<String> local) {
            this(policy, local, new HashSet<>());
        }

        private Names(Namespace policy, Set<String> local, Set<String> mentioned) {
            this.policy = policy;
            this.local = local;
            this.mentioned = mentioned;
        }

        private Names with(Collection<String> more) {
            return new Names(
                    policy, Stream.concat(local.stream(), more.stream()).collect(Collectors.toSet()), mentioned);
        }

        void test(TestDeclaration test) {
            test.table().ifPresent(table -> table.rows().forEach(this::expression));
            Set<String> columns =
                    test.table().map(table -> texts(table.names())).orElse(Set.of());
            test.givens().forEach(given -> with(columns).expression(given.value()));
        }

        void clause(Clause clause) {
            switch (clause) {
                case Clause.When(Expression condition, var _) -> expression(condition);
                case Clause.Unless(Expression condition, var _) -> expression(condition);
                case Clause.Because _,
                        Clause.Help _,
                        Clause.Ask _,
                        Clause.ReasonRequired _,
                        Clause.Within _,
                        Clause.Escalate _,
                        Clause.GrantOnce _,
                        Clause.GrantFor _,
                        Clause.Channel _,
                        Clause.Durable _,
                        Clause.BreakGlass _,
                        Clause.Find _,
                        Clause.Hide _,
                        Clause.AtMost _,
                        Clause.Keep _,
                        Clause.Invalid _ -> {}
            }
        }

        void expression(Expression expression) {
            switch (expression) {
                case Expression.Or(List<Expression> operands, var _) -> operands.forEach(this::expression);
                case Expression.And(List<Expression> operands, var _) -> operands.forEach(this::expression);
                case Expression.Not(Expression operand, var _) -> expression(operand);
                case Expression.Compare compare -> {
                    expression(compare.left());
                    expression(compare.right());
                }
                case Expression.Quantified quantified -> {
                    expression(quantified.list());
                    with(Set.of(quantified.item().text())).expression(quantified.condition());
                }
                case Expression.Has(Expression.Reference attribute, var _) ->
                    name(attribute.name().text());
                case Expression.Reference(Name name, var _, var _) -> name(name.text());
                case Expression.Call(Name name, List<Expression> arguments, var _) -> {
                    name(name.text());
                    arguments.forEach(this::expression);
                }
                case Expression.ListLiteral(List<Expression> items, var _) -> items.forEach(this::expression);
                case Expression.FieldsLiteral(List<Expression.Field> fields, var _) ->
                    fields.forEach(field -> expression(field.value()));
                case Expression.Group _,
                        Expression.TextLiteral _,
                        Expression.RawTextLiteral _,
                        Expression.IntLiteral _,
                        Expression.BoolLiteral _,
                        Expression.DurationLiteral _,
                        Expression.SizeLiteral _,
                        Expression.WindowLiteral _,
                        Expression.Invalid _ -> {}
            }
        }

        private void name(String name) {
            if (local.contains(name)) {
                return;
            }
            mentioned.add(name);
            int dot = name.indexOf('.');
            if (dot < 0) {
                declaration(policy, name);
            } else {
                String alias = name.substring(0, dot);
                imports.add(policy.policy() + " " + alias);
                policies.imported(policy, alias).ifPresent(other -> declaration(other, name.substring(dot + 1)));
            }
        }

        private void declaration(Namespace owner, String name) {
            LetDeclaration let = owner.lets().get(name);
            if (declarations.add(owner.policy() + "." + name) && let != null) {
                fresh.push(new Fresh(owner, let));
            }
        }
    }
}
