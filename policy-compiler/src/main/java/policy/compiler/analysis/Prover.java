// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Wording;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.Consequence;
import policy.compiler.type.TypedInvariant;
import policy.compiler.type.TypedRule;
import policy.dsl.source.Span;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Proves invariants over all requests, or finds a request that breaks one.
///
/// The requests for which the premise holds are a set; each rule takes away what it settles. If none is left that is
/// decided otherwise than the invariant says, it holds. What is left is turned into a request, and only if the
/// reference interpreter and the compiled policy set both decide that request so, it is shown.
public final class Prover {

    /// The most branches of a diagram, where nobody says otherwise; about 100 MiB.
    public static final int DEFAULT_BUDGET = 2_000_000;
    /// How many sets of values are tried as requests.
    private static final int MOST_CANDIDATES = 200;
    /// How many requests are tried for each.
    private static final int MOST_REQUESTS = 64;
    /// How many conditions that are not followed are named.
    private static final int MOST_REASONS = 3;

    private final List<TypedRule> rules;
    private final CompiledPolicySet compiled;
    private final Vocabulary vocabulary;
    private final Messages messages;
    private final int budget;

    /// @param compiled what the rules were compiled to
    /// @param budget the most branches of a diagram
    public Prover(
            List<TypedRule> rules, CompiledPolicySet compiled, Vocabulary vocabulary, Messages messages, int budget) {
        this.rules = List.copyOf(rules);
        this.compiled = compiled;
        this.vocabulary = vocabulary;
        this.messages = messages;
        this.budget = budget;
    }

    /// One `on any` must hold for each protocol. One that fails is told before one that nobody can tell.
    public Proof prove(TypedInvariant invariant) {
        List<Proof> proofs = vocabulary.schemas().stream()
                .filter(schema -> invariant.protocol().isEmpty()
                        || invariant.protocol().get().equals(schema.protocol()))
                .map(schema -> prove(invariant, schema))
                .toList();
        return proofs.stream()
                .filter(Proof.Fails.class::isInstance)
                .findFirst()
                .or(() ->
                        proofs.stream().filter(Proof.Unknown.class::isInstance).findFirst())
                .orElseGet(Proof.Holds::new);
    }

    private Proof prove(TypedInvariant invariant, Schema schema) {
        List<TypedRule> asked = rules.stream()
                .filter(rule -> !rule.observe() && rule.appliesTo(schema.protocol()))
                .filter(rule -> decides(rule.rule().effect()))
                .toList();
        var conditions = new ArrayList<Condition>();
        conditions.add(invariant.premise());
        asked.forEach(rule -> conditions.add(rule.condition()));
        try {
            Space space = Space.of(conditions, budget);
            int breaking = space.diagrams().and(space.lawful(schema), breaking(space, invariant, asked));
            return breaking == Diagrams.NONE ? new Proof.Holds() : confirmed(space, breaking, invariant, schema, asked);
        } catch (OverBudget over) {
            return new Proof.Unknown(
                    over.getMessage() + "; a larger budget, or rules that ask fewer things at once, would tell",
                    Optional.empty());
        }
    }

    private static boolean decides(Effect effect) {
        return switch (effect) {
            case ALLOW, DENY, APPROVE -> true;
            case MASK, LIMIT, RECORD -> false;
        };
    }

    /// Where the premise is true and the decision is none of the outcomes. Taken apart in the order in which
    /// effects beat each other, as the interpreter does.
    private static int breaking(Space space, TypedInvariant invariant, List<TypedRule> rules) throws OverBudget {
        Diagrams diagrams = space.diagrams();
        Set<Effect> outcomes = invariant.outcomes();
        int all = space.sets(invariant.premise()).isTrue();
        int left = all;
        for (TypedRule rule : of(Effect.DENY, rules)) {
            left = diagrams.without(left, space.sets(rule.condition()).isNotFalse());
        }
        for (TypedRule rule : of(Effect.APPROVE, rules)) {
            Space.Sets sets = space.sets(rule.condition());
            left = diagrams.without(left, diagrams.without(sets.isNotFalse(), sets.isTrue()));
        }
        int asking = Diagrams.NONE;
        for (TypedRule rule : of(Effect.APPROVE, rules)) {
            asking = diagrams.or(
                    asking, diagrams.and(left, space.sets(rule.condition()).isTrue()));
        }
        int quiet = diagrams.without(left, asking);
        int allowed = Diagrams.NONE;
        for (TypedRule rule : of(Effect.ALLOW, rules)) {
            allowed = diagrams.or(
                    allowed, diagrams.and(quiet, space.sets(rule.condition()).isTrue()));
        }
        int breaking = Diagrams.NONE;
        if (!outcomes.contains(Effect.ALLOW)) {
            breaking = diagrams.or(breaking, allowed);
        }
        if (!outcomes.contains(Effect.APPROVE)) {
            breaking = diagrams.or(breaking, asking);
        }
        if (!outcomes.contains(Effect.DENY)) {
            breaking = diagrams.or(breaking, diagrams.without(all, diagrams.or(asking, allowed)));
        }
        return breaking;
    }

    private static List<TypedRule> of(Effect effect, List<TypedRule> rules) {
        return rules.stream().filter(rule -> rule.rule().effect() == effect).toList();
    }

    private Proof confirmed(Space space, int breaking, TypedInvariant invariant, Schema schema, List<TypedRule> asked) {
        List<Candidate> candidates = space.candidates(breaking, messages.plain(schema), MOST_CANDIDATES);
        for (Candidate candidate : candidates) {
            Optional<Witness> witness = messages.like(candidate)
                    .limit(MOST_REQUESTS)
                    .filter(found -> breaks(invariant, found.request()))
                    .findFirst();
            if (witness.isPresent()) {
                return new Proof.Fails(
                        witness.get(), compiled.decide(witness.get().request()));
            }
        }
        return new Proof.Unknown(
                because(space, breaking, invariant, asked),
                candidates.stream()
                        .findFirst()
                        .filter(candidate -> !candidate.special().isEmpty())
                        .map(Candidate::shown));
    }

    /// What was taken as more possible than it is: tests that are not followed or, without any, attributes that in
    /// real messages have to do with each other.
    private static String because(Space space, int breaking, TypedInvariant invariant, List<TypedRule> asked) {
        List<String> opaque = Stream.concat(
                        Stream.of(invariant.premise()), asked.stream().map(TypedRule::condition))
                .flatMap(Condition::leaves)
                .distinct()
                .flatMap(leaf -> space.whyFree(leaf.atom(), breaking).stream()
                        .map(why -> "`%s` (%s): %s"
                                .formatted(Wording.of(leaf.atom()), leaf.span().place(), why)))
                .toList();
        if (opaque.isEmpty()) {
            return "values that would break it are conceivable, and no message was found that has them together;"
                    + " name in the invariant what they have to do with each other, or test the cases you fear";
        }
        return "it depends on "
                + opaque.stream().limit(MOST_REASONS).collect(Collectors.joining(", on "))
                + (opaque.size() > MOST_REASONS ? " and on " + (opaque.size() - MOST_REASONS) + " more" : "")
                + "; ask it in another way, or test the cases you fear";
    }

    /// By the rules' meaning and by what they were compiled to.
    private boolean breaks(TypedInvariant invariant, AccessRequest request) {
        if (!holds(invariant, request)) {
            return false;
        }
        Effect meant = outcome(new Interpreter(compiled.revision(), rules).decide(request));
        return meant == outcome(compiled.decide(request))
                && !invariant.outcomes().contains(meant);
    }

    /// Whether the premise is true: whether a rule that allows under it would.
    private boolean holds(TypedInvariant invariant, AccessRequest request) {
        Span span = invariant.span();
        var premise = new TypedRule(
                new Rule(Effect.ALLOW, invariant.policy(), invariant.name(), span.place()),
                false,
                invariant.protocol(),
                invariant.premise(),
                new Consequence.Allow(Optional.empty()),
                "",
                span);
        return new Interpreter(compiled.revision(), List.of(premise)).decide(request) instanceof Decision.Permit;
    }

    /// A decision as `expect` names it.
    public static Effect outcome(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Effect.ALLOW;
            case Decision.Deny _ -> Effect.DENY;
            case Decision.NeedsApproval _ -> Effect.APPROVE;
        };
    }

    /// Those of the rules that made a decision.
    public static Stream<Rule> made(Decision decision) {
        return decision.basis().rules().stream().filter(rule -> rule.effect() == outcome(decision));
    }
}
