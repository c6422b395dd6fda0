// SPDX-License-Identifier: Apache-2.0
package policy.compiler.grounds;

import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Term;
import policy.compiler.condition.Truth;
import policy.compiler.condition.ValueWording;
import policy.compiler.condition.Wording;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;

/// What one rule asks, and what a request answers.
///
/// @param parts the conditions that must all hold, in the order they are written; none if the rule always applies
public record RuleGrounds(Rule rule, Truth truth, List<Part> parts) {

    public RuleGrounds {
        parts = List.copyOf(parts);
    }

    /// One condition of a rule.
    ///
    /// @param text in the words of the language
    /// @param reads what it is asked of, each attribute once
    public record Part(String text, Truth truth, List<Read> reads) {
        public Part {
            reads = List.copyOf(reads);
        }
    }

    /// What the request has there.
    public record Read(String attribute, String value) {}

    static RuleGrounds of(TypedRule rule, AccessRequest request) {
        Condition condition = rule.condition();
        List<Part> parts = condition.equals(Condition.NEVER)
                ? List.of(part(condition, request))
                : Condition.conjuncts(condition).stream()
                        .map(conjunct -> part(conjunct, request))
                        .toList();
        return new RuleGrounds(rule.rule(), Kleene.truth(condition, request), parts);
    }

    private static Part part(Condition condition, AccessRequest request) {
        Truth truth = Kleene.truth(condition, request);
        Condition told = truth == Truth.TRUE ? supporting(condition, request) : condition;
        return new Part(
                Wording.of(told),
                truth,
                Condition.atoms(told)
                        .map(Atom::term)
                        .distinct()
                        .map(term -> read(term, request))
                        .toList());
    }

    /// Of alternatives the first that holds: it is enough.
    private static Condition supporting(Condition condition, AccessRequest request) {
        return condition instanceof Condition.Or(List<Condition> operands)
                ? operands.stream()
                        .filter(operand -> Kleene.truth(operand, request) == Truth.TRUE)
                        .findFirst()
                        .orElse(condition)
                : condition;
    }

    private static Read read(Term term, AccessRequest request) {
        return new Read(term.shown(), ValueWording.of(term.in(request), term.type()));
    }

    /// How many conditions do not hold.
    public long failed() {
        return parts.stream().filter(part -> part.truth() != Truth.TRUE).count();
    }

    public Optional<Part> firstFailed() {
        return parts.stream().filter(part -> part.truth() != Truth.TRUE).findFirst();
    }
}
