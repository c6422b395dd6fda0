// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.analysis.Meanings;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.report.Report;
import policy.compiler.type.TypedRule;
import policy.compiler.type.WrittenRules;
import policy.compiler.written.Written;
import policy.compiler.written.WrittenRule;
import policy.compiler.written.WrittenRule.Guard;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Finds what in one rule makes no difference to any request.
final class RuleWarnings {

    private final Meanings meanings;
    private final WrittenRules written;
    private final Report report;

    RuleWarnings(Meanings meanings, WrittenRules written, Report report) {
        this.meanings = meanings;
        this.written = written;
        this.report = report;
    }

    /// @return whether the rule can apply, as far as anybody can tell
    boolean check(TypedRule rule) {
        if (isNever(rule)) {
            report.add(never(rule));
            return false;
        }
        if (meanings.isCorrelated(rule.protocol(), rule.condition()) || asksForNetworks(rule)) {
            written.read(rule).ifPresent(this::checkParts);
        }
        return true;
    }

    /// Where they are undetermined, rules that hide, bound or keep apply, and others do not: what is denied then is
    /// denied because nobody can tell.
    private boolean isNever(TypedRule rule) {
        boolean appliesUndetermined = switch (rule.rule().effect()) {
            case ALLOW, DENY, APPROVE -> false;
            case MASK, LIMIT, RECORD -> !rule.observe();
        };
        return Contradiction.in(rule.condition())
                || (appliesUndetermined
                        ? meanings.isNever(rule.protocol(), rule.condition())
                        : meanings.isNeverTrue(rule.protocol(), rule.condition()));
    }

    private static Diagnostic never(TypedRule rule) {
        return Diagnostic.of(
                Code.P401,
                "`" + rule.rule().name() + "` can never apply",
                rule.span(),
                "its condition is always false");
    }

    /// Of several networks in one list one may hold another.
    private static boolean asksForNetworks(TypedRule rule) {
        return Condition.atoms(rule.condition()).anyMatch(atom -> atom.test() instanceof Test.InNetwork);
    }

    private void checkParts(WrittenRule rule) {
        List<Guard> guards = rule.clauses();
        for (Guard guard : guards) {
            if (guard.unless() && changesNothing(rule, guard)) {
                report.add(Diagnostic.of(
                        Code.P409,
                        "this `unless` changes nothing",
                        guard.span(),
                        "it is never true where the rest of the rule is",
                        "delete it, or say when the rule is not to apply"));
            } else {
                checkConstant(guard.written(), rule, guard.span());
            }
        }
        new EntryWarnings(meanings, written, report).check(rule);
    }

    private boolean changesNothing(WrittenRule rule, Guard guard) {
        var others = new ArrayList<>(rule.clauses());
        others.remove(guard);
        return meanings.areSame(
                rule.rule().protocol(),
                WrittenRule.meaning(others),
                WrittenRule.meaning(rule.clauses()),
                rule.rule().mustHold());
    }

    /// The outermost part is told. What stands in a let is left alone: elsewhere it may well make a difference.
    private void checkConstant(Written part, WrittenRule rule, Span clause) {
        if (!isWithin(part.span(), clause)) {
            return;
        }
        Condition meaning = Written.meaning(part);
        Optional<String> protocol = rule.rule().protocol();
        if (!(meaning instanceof Condition.Constant) && meanings.isAlways(protocol, meaning)) {
            report.add(constant("always true", "every request makes it true", part.span()));
            return;
        }
        if (!(meaning instanceof Condition.Constant) && meanings.isNeverTrue(protocol, meaning)) {
            report.add(constant("never true", "no request makes it true", part.span()));
            return;
        }
        switch (part) {
            case Written.Part _ -> {}
            case Written.Not(Written operand, var _) -> checkConstant(operand, rule, clause);
            case Written.All(List<Written> operands, var _) ->
                operands.forEach(operand -> checkConstant(operand, rule, clause));
            case Written.Any(List<Written> operands, var _) ->
                operands.forEach(operand -> checkConstant(operand, rule, clause));
        }
    }

    private static Diagnostic constant(String what, String label, Span at) {
        return Diagnostic.of(
                Code.P411, "this part of the condition is " + what, at, label, "delete it, or write what was meant");
    }

    static boolean isWithin(Span inner, Span outer) {
        return inner.source().equals(outer.source()) && outer.start() <= inner.start() && inner.end() <= outer.end();
    }
}
