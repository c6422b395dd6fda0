// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.report.Report;
import policy.compiler.resolve.Namespace;
import policy.compiler.resolve.Policies;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.runtime.request.Entity;
import policy.runtime.request.Type;
import policy.runtime.request.Vocabulary;

/// Reads lets that nothing uses. What is wrong in one that is used is told in terms of its use; here nobody says for
/// which protocol it is, nor what its parameters stand for, so only what is wrong with any of them is told.
public final class LetChecker {

    private final List<Scope> scopes;
    private final Set<String> words;
    private final Policies policies;
    private final Report report;

    public LetChecker(Vocabulary vocabulary, Policies policies, Report report) {
        this.scopes = TypeChecker.scopes(vocabulary).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        this.words = Stream.concat(
                        scopes.stream()
                                .flatMap(scope -> scope.attributes().values().stream())
                                .flatMap(term -> words(term.type())),
                        vocabulary.entities().stream().map(Entity::name))
                .collect(Collectors.toUnmodifiableSet());
        this.policies = policies;
        this.report = report;
    }

    private static Stream<String> words(Type type) {
        return switch (type) {
            case Type.Choice choice -> choice.words().stream();
            case Type.ListOf(Type element) -> words(element);
            case Type.Text _,
                    Type.Int _,
                    Type.Bool _,
                    Type.Size _,
                    Type.Duration _,
                    Type.Time _,
                    Type.Address _,
                    Type.Open _ -> Stream.empty();
        };
    }

    /// Tells the mistakes that are left with the protocol for which there are fewest; of several such with one that
    /// it names.
    public void check(LetDeclaration let, Namespace policy) {
        String text = let.value().span().text();
        Comparator<Scope> named = Comparator.comparing(scope ->
                !scope.protocol().map(protocol -> text.contains(protocol + ".")).orElse(false));
        Comparator<Scope> any = Comparator.comparing(scope -> scope.protocol().isPresent());
        Optional<List<Diagnostic>> fewest = Optional.empty();
        for (Scope scope : scopes.stream().sorted(named.thenComparing(any)).toList()) {
            List<Diagnostic> mistakes = mistakes(let, policy, scope);
            if (mistakes.isEmpty()) {
                return;
            }
            fewest = fewest.filter(before -> before.size() <= mistakes.size()).or(() -> Optional.of(mistakes));
        }
        fewest.ifPresent(mistakes -> mistakes.forEach(report::add));
    }

    private List<Diagnostic> mistakes(LetDeclaration let, Namespace policy, Scope scope) {
        var told = new Report();
        Map<String, Expression> unknown = let.parameters().stream()
                .collect(Collectors.toMap(
                        Name::text, parameter -> new Expression.Invalid(parameter.span()), (first, _) -> first));
        var lets = new Lets(policies, policy, told).with(unknown);
        read(let.value(), new Reading(scope, lets, told));
        return told.inOrder().stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .toList();
    }

    private void read(Expression value, Reading reading) {
        Function<Expression, Boolean> whole = written -> {
            part(written, reading);
            return true;
        };
        reading.lets().reading(value, false, whole);
    }

    private void part(Expression written, Reading reading) {
        switch (written) {
            case Expression.And _,
                    Expression.Or _,
                    Expression.Not _,
                    Expression.Compare _,
                    Expression.Quantified _,
                    Expression.Has _ ->
                new ConditionChecker(reading).check(written, Facts.NONE.butUnsure()); // its use may have its guard
            case Expression.Reference reference -> name(reference, reading);
            case Expression.ListLiteral(Collection<Expression> items, var _) ->
                items.forEach(item -> read(item, reading));
            case Expression.WindowLiteral window -> new Windows(reading, new Constants(reading)).read(window);
            case Expression.Call _,
                    Expression.Group _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.BoolLiteral _,
                    Expression.DurationLiteral _,
                    Expression.SizeLiteral _,
                    Expression.FieldsLiteral _,
                    Expression.Invalid _ -> {}
        }
    }

    private void name(Expression.Reference reference, Reading reading) {
        String name = reference.name().text();
        if (name.indexOf('.') >= 0 || !reference.keys().isEmpty()) {
            if (reading.lets().list(reference).isEmpty()) {
                reading.term(reference);
            }
        } else if (!name.equals(ComparisonChecker.SUBJECT) && !reading.lets().isName(name) && !words.contains(name)) {
            reading.unknownName(reference.name());
        }
    }
}
