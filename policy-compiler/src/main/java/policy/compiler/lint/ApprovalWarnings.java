// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.compiler.analysis.Meanings;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.report.Report;
import policy.compiler.type.TypedRule;
import policy.compiler.type.WrittenRules;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;

/// Finds approvals that nobody can give, and waits that nobody bears.
final class ApprovalWarnings {

    /// No gateway holds a request for longer, whatever its configuration says (`approvals.patience`); most clients
    /// and proxies give up much earlier.
    static final Duration LONGEST_HOLD = Duration.ofHours(1);

    private final Meanings meanings;
    private final WrittenRules written;
    private final Report report;

    ApprovalWarnings(Meanings meanings, WrittenRules written, Report report) {
        this.meanings = meanings;
        this.written = written;
        this.report = report;
    }

    void check(TypedRule rule) {
        if (rule.rule().effect() == Effect.APPROVE) {
            written.declaration(rule).ifPresent(declared -> check(rule, declared));
        }
    }

    private void check(TypedRule rule, RuleDeclaration declared) {
        List<Span> owners = asked(declared)
                .filter(Clause.Reviewers.Owner.class::isInstance)
                .map(Clause.Reviewers::span)
                .toList();
        if (!owners.isEmpty() && hasNoOwner(rule)) {
            owners.forEach(at -> report.add(Diagnostic.of(
                            Code.P414,
                            "nobody can give this approval",
                            at,
                            "a person acts for nobody, so there is no owner",
                            "ask a group, or say that the rule is for services and agents")
                    .withSecondary(rule.span(), "applies to callers without an owner only")));
        }
        boolean durable = declared.clauses().stream().anyMatch(Clause.Durable.class::isInstance);
        declared.clauses().stream()
                .filter(Clause.Within.class::isInstance)
                .map(Clause.Within.class::cast)
                .filter(within -> !durable && within.limit().compareTo(LONGEST_HOLD) > 0)
                .forEach(within -> report.add(unbearable(rule, within)));
    }

    private static Stream<Clause.Reviewers> asked(RuleDeclaration declared) {
        return declared.clauses().stream()
                .filter(Clause.Ask.class::isInstance)
                .flatMap(ask -> ((Clause.Ask) ask).steps().stream())
                .map(Clause.Step::reviewers);
    }

    /// Whether every caller to whom it applies is one who acts for nobody.
    private boolean hasNoOwner(TypedRule rule) {
        Condition owned = Condition.allOf(List.of(
                rule.condition(),
                asks(CommonAttributes.SUBJECT_OWNER, new Test.Present(), rule.span()),
                Condition.not(asks(CommonAttributes.SUBJECT_KIND, new Test.OneOf(Set.of("person")), rule.span()))));
        return meanings.isNever(rule.protocol(), owned);
    }

    private static Condition asks(Attribute attribute, Test test, Span at) {
        Term term = Term.of(attribute, CommonAttributes.ALL.indexOf(attribute));
        return new Condition.Holds(new Atom(term, test), at);
    }

    private static Diagnostic unbearable(TypedRule rule, Clause.Within within) {
        Optional<String> protocol = rule.protocol();
        return Diagnostic.of(
                Code.P415,
                "no client%s waits that long"
                        .formatted(protocol.map(name -> " of `" + name + "`").orElse("")),
                within.span(),
                "a request is held for 1h at most, then its caller is told to come back",
                "write `durable`, so that the question outlives the connection that asked",
                "or let the time be 1h at most");
    }
}
