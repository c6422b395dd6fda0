// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import policy.compiler.condition.Quantity;
import policy.compiler.condition.Term;
import policy.compiler.type.Consequence;
import policy.compiler.type.Consequence.Consent;
import policy.compiler.type.Consequence.Hiding;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.request.Type;

/// One thing that must happen before or while a request goes through. Two rules that demand the same demand it once: a
/// yes counts for every ask, a text is hidden once. What a budget lets through depends on the requests it is shared by,
/// too; [ProtocolChanges] compares those apart.
///
/// @param effect of the rules that demand it
/// @param about what it is about; of two demands about the same, the stricter leaves nothing to the other
/// @param strictness compares demands about the same; of no meaning between others
/// @param written as policies write it, without the rule
record Demand(Effect effect, String about, long strictness, String written) implements Comparable<Demand> {

    /// No mask keeps more characters than this.
    private static final long MOST_READABLE = 100;

    /// What a rule demands, by itself.
    static Set<Demand> of(TypedRule rule) {
        return switch (rule.consequence()) {
            case Consequence.Allow _, Consequence.Deny _ -> Set.of();
            case Consequence.Approve approve -> asks(approve);
            case Consequence.Mask(List<Hiding> hidings) ->
                hidings.stream()
                        .flatMap(hiding -> single(hiding.hidden()).stream()
                                .map(hidden -> mask(hidden.written(), hiding.transform())))
                        .collect(Collectors.toSet());
            case Consequence.Limit limit -> {
                String key = limit.by().isEmpty()
                        ? ""
                        : " by " + limit.by().stream().map(Term::shown).sorted().collect(Collectors.joining(", "));
                String rest = limit.unit().word() + " per "
                        + Quantity.shown(limit.per().toMillis(), Type.DURATION) + key;
                String any = rule.protocol().isEmpty() ? ", counted on any" : "";
                yield Set.of(new Demand(
                        Effect.LIMIT, rest + any, -limit.amount(), "at most " + limit.amount() + " " + rest + any));
            }
            case Consequence.Keep keep -> {
                String kept = "keep " + keep.kept().word()
                        + keep.time()
                                .map(time -> " for " + Quantity.shown(time.toMillis(), Type.DURATION))
                                .orElse("");
                yield Set.of(new Demand(Effect.RECORD, kept, 0, kept));
            }
        };
    }

    private static Demand mask(String hidden, Transform transform) {
        long readable = transform instanceof Transform.Partial(int last) ? last : 0;
        return new Demand(
                Effect.MASK,
                hidden,
                transform.strength() * MOST_READABLE - readable,
                hidden + " as " + transform.written());
    }

    private static List<Hidden> single(Hidden hidden) {
        return switch (hidden) {
            case Hidden.Entities(SortedSet<String> names) ->
                names.stream()
                        .<Hidden>map(name -> new Hidden.Entities(one(name)))
                        .toList();
            case Hidden.Columns(SortedSet<String> patterns) ->
                patterns.stream()
                        .<Hidden>map(name -> new Hidden.Columns(one(name)))
                        .toList();
            case Hidden.Members(SortedSet<String> paths) ->
                paths.stream()
                        .<Hidden>map(name -> new Hidden.Members(one(name)))
                        .toList();
            case Hidden.Headers(SortedSet<String> names) ->
                names.stream()
                        .<Hidden>map(name -> new Hidden.Headers(one(name)))
                        .toList();
        };
    }

    private static SortedSet<String> one(String name) {
        return new TreeSet<>(Set.of(name));
    }

    /// One for each line. How many people are asked makes it stricter; who, and under which terms, is what it is
    /// about.
    private static Set<Demand> asks(Consequence.Approve approve) {
        return approve.consents().stream().collect(Collectors.groupingBy(Consent::line)).values().stream()
                .map(line -> ask(line, approve.terms()))
                .collect(Collectors.toSet());
    }

    private static Demand ask(List<Consent> line, ApprovalTerms terms) {
        var steps = line.stream()
                .sorted(java.util.Comparator.comparingInt(Consent::step))
                .toList();
        String who = steps.stream().map(step -> step.reviewers().written()).collect(Collectors.joining(" then "));
        String whole = steps.stream()
                .map(step -> step.quorum() + " of " + step.reviewers().written())
                .collect(Collectors.joining(" then "));
        String written = written(terms);
        // Of several steps, more people at one and fewer at another is neither stricter nor laxer.
        boolean single = steps.size() == 1;
        return new Demand(
                Effect.APPROVE,
                single ? who + " " + written : whole + " " + written,
                single ? steps.getFirst().quorum() : 0,
                whole + " " + written);
    }

    private static String written(ApprovalTerms terms) {
        var parts = new ArrayList<String>();
        parts.add("within " + shown(terms.within()));
        if (terms.reasonRequired()) {
            parts.add("reason required");
        }
        if (terms.channel() != ApprovalTerms.Assurance.CHAT) {
            parts.add("channel " + terms.channel().word());
        }
        if (terms.grant() instanceof ApprovalTerms.GrantScope.For(var time, var same)) {
            parts.add("grant for " + shown(time) + " "
                    + same.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        }
        if (terms.durable()) {
            parts.add("durable");
        }
        terms.escalation()
                .ifPresent(then -> parts.add("escalate after " + shown(then.after()) + " to "
                        + then.to().written()));
        terms.breakGlass()
                .ifPresent(glass -> parts.add("break_glass by " + glass.by().written() + ", review by "
                        + glass.review().written() + " within " + shown(glass.within())));
        return String.join(", ", parts);
    }

    private static String shown(java.time.Duration time) {
        return Quantity.shown(time.toMillis(), Type.DURATION);
    }

    /// Whether the other demands nothing more where this one is demanded. Of two masks that keep some characters,
    /// which one wins is not said; of two budgets, the larger may be used up by others.
    boolean covers(Demand other) {
        return isStricter(other)
                && switch (effect) {
                    case MASK ->
                        Math.ceilDiv(strictness, MOST_READABLE) > Math.ceilDiv(other.strictness, MOST_READABLE);
                    case LIMIT -> false;
                    case ALLOW, DENY, APPROVE, RECORD -> true;
                };
    }

    boolean isStricter(Demand other) {
        return effect == other.effect && about.equals(other.about) && strictness > other.strictness;
    }

    /// Whether one may have taken the other's place.
    boolean replaces(Demand other) {
        return effect == other.effect && (effect != Effect.MASK || about.equals(other.about));
    }

    /// Without those that others cover.
    static NavigableSet<Demand> effective(Set<Demand> demands) {
        var left = new TreeSet<>(demands);
        left.removeIf(demand -> demands.stream().anyMatch(other -> other.covers(demand)));
        return left;
    }

    @Override
    public int compareTo(Demand other) {
        return java.util.Comparator.comparing(Demand::effect)
                .thenComparing(Demand::about)
                .thenComparingLong(Demand::strictness)
                .thenComparing(Demand::written)
                .compare(this, other);
    }
}
