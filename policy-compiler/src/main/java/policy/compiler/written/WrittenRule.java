// SPDX-License-Identifier: Apache-2.0
package policy.compiler.written;

import java.util.List;
import java.util.stream.Stream;
import policy.compiler.condition.Condition;
import policy.compiler.type.TypedRule;
import policy.dsl.source.Span;

/// A rule with the places of all its parts.
///
/// @param rule what it means
/// @param clauses its `when`s and `unless`es, in the order they are written
/// @param finds what a `mask` hides, one clause for each of its hidings, in the same order; empty for other rules
/// @param span the whole declaration
public record WrittenRule(TypedRule rule, List<Guard> clauses, List<Span> finds, Span span) {

    public WrittenRule {
        clauses = List.copyOf(clauses);
        finds = List.copyOf(finds);
    }

    /// One `when` or `unless`.
    ///
    /// @param span the whole clause, its keyword included
    public record Guard(boolean unless, Written written, Span span) {

        public Guard with(Written other) {
            return new Guard(unless, other, span);
        }
    }

    public String id() {
        return rule.rule().id();
    }

    /// All conditions of the rule that connect nothing, in the order they are written.
    public Stream<Written.Part> parts() {
        return clauses.stream().flatMap(clause -> Written.parts(clause.written()));
    }

    /// What clauses mean together: all `when`s and no `unless`.
    public static Condition meaning(List<Guard> clauses) {
        return Condition.allOf(clauses.stream()
                .map(clause -> clause.unless()
                        ? Condition.not(Written.meaning(clause.written()))
                        : Written.meaning(clause.written()))
                .toList());
    }
}
