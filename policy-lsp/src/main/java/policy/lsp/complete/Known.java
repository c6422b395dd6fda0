// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.lsp.complete.Proposal.Kind;
import policy.lsp.index.NameIndex;
import policy.runtime.request.Vocabulary;

/// Names there are.
///
/// @param policy the one that is being written in
record Known(Vocabulary vocabulary, NameIndex index, String policy) {

    Stream<Proposal> values() {
        return index.values(policy).entrySet().stream().map(value -> Proposal.of(value.getKey(), value.getValue()));
    }

    Stream<Proposal> entities() {
        return vocabulary.entities().stream().map(Proposal::of);
    }

    Stream<Proposal> protocols() {
        return Stream.concat(
                vocabulary.schemas().stream().map(Proposal::of), Stream.of(Proposal.of(Kind.PROTOCOL, "any")));
    }

    Stream<Proposal> policies() {
        return index.policies().stream()
                .filter(name -> !name.isEmpty() && !name.equals(policy))
                .map(name -> Proposal.of(Kind.POLICY, name, "policy"));
    }

    /// The rules of the policy with an effect; all of them if the word is none.
    Stream<Proposal> rules(String effect) {
        SortedMap<String, Declaration> declared = index.declared(policy);
        List<String> effects =
                Stream.of(Declaration.Effect.values()).map(Known::word).toList();
        return declared.entrySet().stream()
                .filter(one -> one.getValue() instanceof RuleDeclaration rule
                        && (effect.equals(word(rule.effect())) || !effects.contains(effect)))
                .map(one -> Proposal.of(one.getKey(), one.getValue()));
    }

    private static String word(Declaration.Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}
