// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.compiler.analysis.Meanings;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Network;
import policy.compiler.condition.Networks;
import policy.compiler.condition.Test;
import policy.compiler.report.Report;
import policy.compiler.type.WrittenRules;
import policy.compiler.written.Written;
import policy.compiler.written.WrittenRule;
import policy.compiler.written.WrittenRule.Guard;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.runtime.request.Type;

/// Finds entries of lists, written where they are used, without which the rule would apply to the same requests.
final class EntryWarnings {

    /// Longer lists are not looked at: one question is asked for each entry.
    private static final int MOST_ENTRIES = 20;

    private final Meanings meanings;
    private final WrittenRules written;
    private final Report report;

    EntryWarnings(Meanings meanings, WrittenRules written, Report report) {
        this.meanings = meanings;
        this.written = written;
        this.report = report;
    }

    void check(WrittenRule rule) {
        rule.clauses()
                .forEach(guard -> Written.parts(guard.written())
                        .filter(part -> RuleWarnings.isWithin(part.span(), guard.span()))
                        .forEach(part -> check(part, guard, rule)));
    }

    private void check(Written.Part part, Guard guard, WrittenRule rule) {
        List<Expression> entries = written.entries(rule.rule(), part.span());
        if (!(part.condition() instanceof Condition.Holds(Atom atom, var span))
                || entries.size() < 2
                || entries.size() > MOST_ENTRIES) {
            return;
        }
        for (Expression entry : entries) {
            Optional<Test> without = without(atom, entries, entry);
            if (without.isEmpty()) {
                continue;
            }
            var fewer = new Written.Part(new Condition.Holds(new Atom(atom.term(), without.get()), span), part.span());
            if (isSame(rule, guard, part, fewer)) {
                report.add(unused(entry, rule));
                // Two that stand in for each other are not both superfluous.
                return;
            }
        }
    }

    private static Diagnostic unused(Expression entry, WrittenRule rule) {
        return Diagnostic.of(
                        Code.P412,
                        "the entry `" + entry.span().text() + "` changes nothing",
                        entry.span(),
                        "without it the rule applies to the same requests",
                        "delete it, or mend the condition that makes it superfluous")
                .withSecondary(rule.rule().span(), "in this rule");
    }

    private boolean isSame(WrittenRule rule, Guard guard, Written.Part part, Written.Part fewer) {
        List<Guard> changed = rule.clauses().stream()
                .map(one -> one.equals(guard) ? guard.with(replaced(guard.written(), part, fewer)) : one)
                .toList();
        return meanings.areSame(
                rule.rule().protocol(),
                WrittenRule.meaning(changed),
                WrittenRule.meaning(rule.clauses()),
                rule.rule().mustHold());
    }

    private static Written replaced(Written in, Written.Part old, Written.Part fresh) {
        return switch (in) {
            case Written.Part part -> part.equals(old) ? fresh : part;
            case Written.Not(Written operand, var span) -> new Written.Not(replaced(operand, old, fresh), span);
            case Written.All(List<Written> operands, var span) ->
                new Written.All(
                        operands.stream().map(one -> replaced(one, old, fresh)).toList(), span);
            case Written.Any(List<Written> operands, var span) ->
                new Written.Any(
                        operands.stream().map(one -> replaced(one, old, fresh)).toList(), span);
        };
    }

    /// What is asked without an entry; empty if that cannot be told.
    private static Optional<Test> without(Atom atom, List<Expression> entries, Expression entry) {
        boolean words = atom.term().type() instanceof Type.Choice
                || (atom.term().type() instanceof Type.ListOf(Type element) && element instanceof Type.Choice);
        Optional<String> text = text(entry, words);
        if (atom.test() instanceof Test.OneOf(Set<String> texts)) {
            return text.filter(texts::contains).map(one -> new Test.OneOf(less(texts, one)));
        }
        if (atom.test() instanceof Test.HoldsAny(Set<String> items)) {
            return text.filter(items::contains).map(one -> new Test.HoldsAny(less(items, one)));
        }
        boolean literal = entries.stream().allMatch(Expression.TextLiteral.class::isInstance);
        if (atom.test() instanceof Test.InNetwork && literal) {
            List<Network> others = entries.stream()
                    .filter(one -> !one.equals(entry))
                    .map(one -> Network.parse(((Expression.TextLiteral) one).text()))
                    .toList();
            return Optional.of(new Test.InNetwork(Networks.of(others)));
        }
        return Optional.empty();
    }

    /// A name is a word of a closed set, or stands for something else.
    private static Optional<String> text(Expression entry, boolean words) {
        if (entry instanceof Expression.TextLiteral(String text, var _)) {
            return Optional.of(text);
        }
        return words && entry instanceof Expression.Reference reference
                ? Optional.of(reference.name().text())
                : Optional.empty();
    }

    private static Set<String> less(Set<String> all, String one) {
        var less = new HashSet<>(all);
        less.remove(one);
        return less;
    }
}
