// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.dsl.source.Span;
import policy.runtime.decision.Rule;
import policy.runtime.request.Attribute;

/// A rule that is right in itself: every name is filled in and every comparison makes sense.
///
/// @param protocol the schema it is for; empty for `on any`
/// @param condition all `when`s and no `unless`
/// @param span where its name is written
public record TypedRule(Rule rule, Optional<String> protocol, Condition condition, Consequence consequence, Span span) {

    public boolean appliesTo(String requested) {
        return protocol.isEmpty() || protocol.get().equals(requested);
    }

    public Optional<Message> because() {
        return switch (consequence) {
            case Consequence.Allow allow -> allow.because();
            case Consequence.Deny deny -> deny.because();
            case Consequence.Approve approve -> approve.because();
            case Consequence.Mask _ -> Optional.empty();
        };
    }

    public Optional<String> help() {
        return switch (consequence) {
            case Consequence.Deny deny -> deny.help();
            case Consequence.Approve approve -> approve.help();
            case Consequence.Allow _, Consequence.Mask _ -> Optional.empty();
        };
    }

    /// What must be known of a request to decide this rule and to tell of it.
    public Stream<Attribute> attributes() {
        return Stream.concat(
                Condition.atoms(condition).map(Atom::attribute),
                because().stream().flatMap(Message::attributes));
    }

    static List<TypedRule> inOrderOfIds(List<TypedRule> rules) {
        return rules.stream()
                .sorted(java.util.Comparator.comparing(rule -> rule.rule().id()))
                .toList();
    }
}
