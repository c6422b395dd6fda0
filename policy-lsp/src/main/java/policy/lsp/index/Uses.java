// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.Table;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Quantified;
import policy.dsl.ast.Expression.Reference;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.source.Span;
import policy.lsp.index.Occurrence.Meaning;

/// Goes through one file and finds what its words mean. Recursion is bounded by how deep the parser lets a text nest.
final class Uses {

    private final Names names;
    private final String policy;
    private final Consumer<Occurrence> found;

    Uses(Names names, String policy, Consumer<Occurrence> found) {
        this.names = names;
        this.policy = policy;
        this.found = found;
    }

    void of(PolicyFile file) {
        file.declarations().forEach(this::of);
    }

    private void of(Declaration declaration) {
        switch (declaration) {
            case ImportDeclaration(Name imported, var _, var _) -> {
                if (names.isPolicy(imported.text())) {
                    found.accept(Occurrence.use(Symbol.policy(imported.text()), imported.span()));
                }
            }
            case LetDeclaration let ->
                of(
                        let.value(),
                        locals(
                                let.parameters(),
                                _ -> new Meaning.Parameter(let.name().text())));
            case RuleDeclaration rule -> rule.clauses().forEach(this::of);
            case InvariantDeclaration invariant -> of(invariant.premise(), Map.of());
            case TestDeclaration test -> of(test);
            case ListDeclaration _, Declaration.Invalid _ -> {}
        }
    }

    private void of(Clause clause) {
        switch (clause) {
            case Clause.When(Expression condition, var _) -> of(condition, Map.of());
            case Clause.Unless(Expression condition, var _) -> of(condition, Map.of());
            // What these name is of the request.
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

    private void of(TestDeclaration test) {
        List<Name> columns = test.table().map(Table::names).orElse(List.of());
        Map<String, Symbol> locals = locals(columns, _ -> new Meaning.Column());
        test.table().map(Table::rows).orElse(List.of()).forEach(row -> of(row, Map.of()));
        test.givens().forEach(given -> of(given.value(), locals));
        for (Expectation expectation : test.expectations()) {
            if (expectation instanceof Expectation.Outcome(var _, var _, Optional<Name> rule, var _, var _)) {
                rule.filter(name -> names.isRule(policy, name.text()))
                        .ifPresent(name -> found.accept(Occurrence.use(Symbol.name(policy, name.text()), name.span())));
            }
        }
    }

    private Map<String, Symbol> locals(List<Name> declared, Function<Name, Meaning> meaning) {
        var locals = new HashMap<String, Symbol>();
        for (Name name : declared) {
            locals.put(name.text(), local(name, meaning.apply(name)));
        }
        return locals;
    }

    private Symbol local(Name name, Meaning meaning) {
        String scope = name.span().source().name() + ":" + name.span().start();
        var symbol = new Symbol(Symbol.Space.LOCAL, scope, name.text());
        found.accept(Occurrence.declaration(symbol, name.span(), meaning));
        return symbol;
    }

    private void of(Expression expression, Map<String, Symbol> locals) {
        switch (expression) {
            case Expression.Or(List<Expression> operands, var _) -> operands.forEach(one -> of(one, locals));
            case Expression.And(List<Expression> operands, var _) -> operands.forEach(one -> of(one, locals));
            case Expression.Not(Expression operand, var _) -> of(operand, locals);
            case Expression.Compare compare -> {
                of(compare.left(), locals);
                of(compare.right(), locals);
            }
            case Quantified quantified -> of(quantified, locals);
            case Expression.Has(Reference attribute, var _) -> of(attribute, locals);
            case Reference(Name name, var keys, var _) -> name(name, keys.isEmpty(), locals);
            case Expression.Call(Name name, List<Expression> arguments, var _) -> {
                name(name, true, locals);
                arguments.forEach(one -> of(one, locals));
            }
            case Expression.ListLiteral(List<Expression> items, var _) -> items.forEach(one -> of(one, locals));
            case Expression.FieldsLiteral(List<Expression.Field> fields, var _) ->
                fields.forEach(field -> of(field.value(), locals));
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

    private void of(Quantified quantified, Map<String, Symbol> locals) {
        of(quantified.list(), locals);
        var within = new HashMap<>(locals);
        Name item = quantified.item();
        within.put(item.text(), local(item, new Meaning.Item(quantified.list())));
        of(quantified.condition(), within);
    }

    /// What a name means: something local first, then a let or a list of this policy or of an imported one.
    ///
    /// @param whole whether nothing in brackets follows; lets and lists have no members
    private void name(Name name, boolean whole, Map<String, Symbol> locals) {
        String text = name.text();
        int dot = text.indexOf('.');
        String first = dot < 0 ? text : text.substring(0, dot);
        Symbol local = locals.get(first);
        if (local != null) {
            found.accept(Occurrence.use(local, part(name, 0, first.length())));
        } else if (whole && dot < 0 && names.isValue(policy, text)) {
            found.accept(Occurrence.use(Symbol.name(policy, text), name.span()));
        } else if (whole && dot > 0) {
            names.imported(policy, first).ifPresent(imported -> {
                found.accept(Occurrence.use(Symbol.alias(policy, first), part(name, 0, dot)));
                String rest = text.substring(dot + 1);
                if (names.isValue(imported, rest)) {
                    found.accept(Occurrence.use(Symbol.name(imported, rest), part(name, dot + 1, text.length())));
                }
            });
        }
    }

    private static Span part(Name name, int from, int to) {
        int start = name.span().start();
        return new Span(name.span().source(), start + from, start + to);
    }
}
