// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.resolve.Namespace;
import policy.compiler.resolve.Policies;
import policy.compiler.resolve.Resolver;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Source;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Checks every rule and every invariant of every policy against the schemas.
public final class TypeChecker {

    /// The word after `on` for rules about requests of every protocol.
    public static final String ANY = "any";

    private final Report report;
    private final Map<String, Scope> scopes;
    private final List<String> protocols;
    private final Map<Source, Places> places = new HashMap<>();

    public TypeChecker(Vocabulary vocabulary, Report report) {
        this.report = report;
        this.protocols = Stream.concat(vocabulary.schemas().stream().map(Schema::protocol), Stream.of(ANY))
                .toList();
        this.scopes = scopes(vocabulary);
    }

    /// What rules of each protocol, and those of any, may speak about.
    static Map<String, Scope> scopes(Vocabulary vocabulary) {
        var scopes = new HashMap<String, Scope>();
        Set<String> roots = Resolver.roots(vocabulary);
        vocabulary
                .schemas()
                .forEach(schema -> scopes.put(schema.protocol(), Scope.of(schema, vocabulary.entities(), roots)));
        scopes.put(ANY, Scope.any(vocabulary.entities(), roots));
        return Map.copyOf(scopes);
    }

    public Typed check(Policies policies) {
        var rules = new ArrayList<TypedRule>();
        var invariants = new ArrayList<TypedInvariant>();
        for (Namespace policy : policies.all()) {
            policy.rules()
                    .values()
                    .forEach(rule -> reading(rule.protocol(), policies, policy)
                            .flatMap(reading -> new RuleChecker(reading).check(rule, cited(rule, policy)))
                            .ifPresent(rules::add));
            policy.invariants()
                    .values()
                    .forEach(invariant -> reading(invariant.protocol(), policies, policy)
                            .flatMap(reading -> new InvariantChecker(reading).check(invariant, policy.policy()))
                            .ifPresent(invariants::add));
        }
        return new Typed(rules, invariants);
    }

    private Optional<Reading> reading(Name protocol, Policies policies, Namespace policy) {
        Scope scope = scopes.get(protocol.text());
        if (scope == null) {
            unknownProtocol(protocol);
            return Optional.empty();
        }
        return Optional.of(new Reading(scope, new Lets(policies, policy, report), report));
    }

    private Rule cited(RuleDeclaration declaration, Namespace policy) {
        Name name = declaration.name();
        String place = places.computeIfAbsent(name.span().source(), Places::new).of(name.span());
        return new Rule(Effect.valueOf(declaration.effect().name()), policy.policy(), name.text(), place);
    }

    private void unknownProtocol(Name protocol) {
        report.add(Diagnostic.of(
                Code.P202,
                "unknown protocol `" + protocol.text() + "`",
                protocol.span(),
                "nothing is known about such requests",
                Suggestion.among(protocols, protocol.text(), "the protocols are")));
    }
}
