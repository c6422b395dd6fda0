// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.runtime.request.Attribute;

/// A rule that is right in itself: every name is filled in and every comparison makes sense.
///
/// @param observe whether it is only watched: what it would do is told, and not done
/// @param protocol the schema it is for; empty for `on any`
/// @param condition all `when`s and no `unless`
/// @param doc the text of its `///` lines
/// @param span where its name is written
public record TypedRule(
        Rule rule,
        boolean observe,
        Optional<String> protocol,
        Condition condition,
        Consequence consequence,
        String doc,
        Span span) {

    public boolean appliesTo(String requested) {
        return protocol.isEmpty() || protocol.get().equals(requested);
    }

    /// Whether it does nothing where its condition is undetermined. Other rules then do what is safer: they deny,
    /// or they hide, bound or keep what need not be.
    public boolean mustHold() {
        return observe || rule.effect() == Effect.ALLOW;
    }

    public Optional<Message> because() {
        return switch (consequence) {
            case Consequence.Allow allow -> allow.because();
            case Consequence.Deny deny -> deny.because();
            case Consequence.Approve approve -> approve.because();
            case Consequence.Limit limit -> limit.because();
            case Consequence.Mask _, Consequence.Keep _ -> Optional.empty();
        };
    }

    public Optional<String> help() {
        return switch (consequence) {
            case Consequence.Deny deny -> deny.help();
            case Consequence.Approve approve -> approve.help();
            case Consequence.Limit limit -> limit.help();
            case Consequence.Allow _, Consequence.Mask _, Consequence.Keep _ -> Optional.empty();
        };
    }

    /// What must be known of a request to decide this rule, to carry it out and to tell of it.
    public Stream<Attribute> attributes() {
        Stream<Term> counted = consequence instanceof Consequence.Limit limit ? limit.by().stream() : Stream.of();
        return Stream.of(
                        Condition.atoms(condition).map(Atom::term),
                        because().stream().flatMap(Message::terms),
                        counted)
                .flatMap(terms -> terms)
                .map(Term::attribute);
    }

    /// The same under another condition.
    public TypedRule when(Condition other) {
        return new TypedRule(rule, observe, protocol, other, consequence, doc, span);
    }

    /// The same with another demand.
    ///
    /// @param cited as which rule; its effect is that of the demand
    public TypedRule demanding(Rule cited, Consequence other) {
        return new TypedRule(cited, observe, protocol, condition, other, doc, span);
    }

    static List<TypedRule> inOrderOfIds(List<TypedRule> rules) {
        return rules.stream()
                .sorted(java.util.Comparator.comparing(rule -> rule.rule().id()))
                .toList();
    }
}
