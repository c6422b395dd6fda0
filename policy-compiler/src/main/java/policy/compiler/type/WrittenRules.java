// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.condition.Condition;
import policy.compiler.lists.ListReader;
import policy.compiler.report.Report;
import policy.compiler.resolve.Namespace;
import policy.compiler.resolve.Policies;
import policy.compiler.resolve.Resolver;
import policy.compiler.written.Written;
import policy.compiler.written.WrittenRule;
import policy.compiler.written.WrittenRule.Guard;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.PolicyFile;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.dsl.source.Span;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Reads the rules of sources that compile once more, keeping the place of every part. Compilation itself keeps none,
/// so that a policy set in force does not carry what only tools ask for.
public final class WrittenRules {

    private final Vocabulary vocabulary;
    private final Policies policies;
    private final Report report;

    private WrittenRules(Vocabulary vocabulary, Policies policies, Report report) {
        this.vocabulary = vocabulary;
        this.policies = policies;
        this.report = report;
    }

    /// @param sources of one policy set, which compile without errors
    /// @return its rules in the order of their ids
    /// @throws IllegalArgumentException if there is a mistake in the sources
    public static List<WrittenRule> of(Vocabulary vocabulary, SourceSet sources) {
        var report = new Report();
        List<PolicyFile> files = sources.sources().stream()
                .sorted(Comparator.comparing(Source::name))
                .map(source -> Parser.parse(source).file())
                .toList();
        var lists = new ListReader(sources.dataFiles(), report);
        Policies policies = new Resolver(vocabulary, lists, report).resolve(files);
        Map<String, TypedRule> typed = new TypeChecker(vocabulary, report)
                .check(policies).rules().stream()
                        .collect(Collectors.toMap(rule -> rule.rule().id(), Function.identity()));
        var reader = new WrittenRules(vocabulary, policies, report);
        List<WrittenRule> rules = policies.all().stream()
                .flatMap(policy ->
                        policy.rules().values().stream().flatMap(rule -> reader.read(rule, policy, typed).stream()))
                .sorted(Comparator.comparing(WrittenRule::id))
                .toList();
        if (report.mistakes() > 0) {
            throw new IllegalArgumentException("the sources do not compile");
        }
        return rules;
    }

    /// For those who have them resolved, and ask about few of them.
    ///
    /// @param policies in whose rules no mistake was found
    public static WrittenRules in(Vocabulary vocabulary, Policies policies) {
        return new WrittenRules(vocabulary, policies, new Report());
    }

    public Optional<WrittenRule> read(TypedRule rule) {
        return namespace(rule)
                .flatMap(policy -> declaration(rule).stream()
                        .flatMap(declared ->
                                read(declared, policy, Map.of(rule.rule().id(), rule)).stream())
                        .findFirst());
    }

    /// What was declared, word for word.
    public Optional<RuleDeclaration> declaration(TypedRule rule) {
        return namespace(rule)
                .flatMap(policy ->
                        Optional.ofNullable(policy.rules().get(rule.rule().name())));
    }

    private Optional<Namespace> namespace(TypedRule rule) {
        return policies.all().stream()
                .filter(policy -> policy.policy().equals(rule.rule().policy()))
                .findFirst();
    }

    /// The entries of a list that is written on the right side of a comparison; none if something else stands
    /// there.
    ///
    /// @param comparison its place
    public List<Expression> entries(TypedRule rule, Span comparison) {
        return declaration(rule).stream()
                .flatMap(declared -> declared.clauses().stream())
                .flatMap(WrittenRules::condition)
                .flatMap(WrittenRules::comparisons)
                .filter(compare -> compare.span().equals(comparison))
                .flatMap(compare -> compare.right() instanceof Expression.ListLiteral(List<Expression> items, var _)
                        ? items.stream()
                        : Stream.of())
                .toList();
    }

    private static Stream<Expression> condition(Clause clause) {
        return clause instanceof Clause.When(Expression condition, var _)
                ? Stream.of(condition)
                : clause instanceof Clause.Unless(Expression condition, var _) ? Stream.of(condition) : Stream.of();
    }

    private static Stream<Expression.Compare> comparisons(Expression expression) {
        if (expression instanceof Expression.Or(List<Expression> operands, var _)) {
            return operands.stream().flatMap(WrittenRules::comparisons);
        }
        if (expression instanceof Expression.And(List<Expression> operands, var _)) {
            return operands.stream().flatMap(WrittenRules::comparisons);
        }
        if (expression instanceof Expression.Not(Expression operand, var _)) {
            return comparisons(operand);
        }
        return expression instanceof Expression.Compare compare ? Stream.of(compare) : Stream.of();
    }

    private List<WrittenRule> read(RuleDeclaration declaration, Namespace policy, Map<String, TypedRule> typed) {
        TypedRule rule = typed.get(policy.policy() + "." + declaration.name().text());
        if (rule == null) {
            return List.of();
        }
        var reader = new Conditions(new Reading(scope(rule), new Lets(policies, policy, report), report));
        var guards = new ArrayList<Guard>();
        for (Clause clause : declaration.clauses()) {
            if (clause instanceof Clause.When(Expression condition, var span)) {
                guards.add(new Guard(false, reader.read(condition), span));
            } else if (clause instanceof Clause.Unless(Expression condition, var span)) {
                guards.add(new Guard(true, reader.read(condition), span));
            }
        }
        // In the order of the hidings they mean.
        var finds = Stream.of(Clause.Find.class, Clause.Hide.class)
                .flatMap(kind -> declaration.clauses().stream().filter(kind::isInstance))
                .map(Clause::span)
                .toList();
        return List.of(new WrittenRule(rule, guards, finds, declaration.span()));
    }

    private Scope scope(TypedRule rule) {
        Set<String> roots = Resolver.roots(vocabulary);
        return rule.protocol()
                .flatMap(vocabulary::schema)
                .map((Schema schema) -> Scope.of(schema, vocabulary.entities(), roots))
                .orElseGet(() -> Scope.any(vocabulary.entities(), roots));
    }

    /// Keeps the connectives, and leaves all else to the checker.
    private static final class Conditions {

        private final Reading reading;
        private final ConditionChecker checker;

        Conditions(Reading reading) {
            this.reading = reading;
            this.checker = new ConditionChecker(reading);
        }

        Written read(Expression expression) {
            return reading.lets()
                    .reading(expression, new Written.Part(Condition.NEVER, expression.span()), this::connective);
        }

        private Written connective(Expression expression) {
            if (expression instanceof Expression.And(List<Expression> operands, var span)) {
                return new Written.All(operands.stream().map(this::read).toList(), span);
            }
            if (expression instanceof Expression.Or(List<Expression> operands, var span)) {
                return new Written.Any(operands.stream().map(this::read).toList(), span);
            }
            if (expression instanceof Expression.Not(Expression operand, var span)) {
                return new Written.Not(read(operand), span);
            }
            // Whether an optional attribute may be read here has been checked already.
            Facts anything = Facts.NONE.butUnsure();
            return new Written.Part(checker.check(expression, anything).condition(), expression.span());
        }
    }
}
