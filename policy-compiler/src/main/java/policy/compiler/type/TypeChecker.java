// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.resolve.Namespace;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Source;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Checks every rule of every policy against the schemas.
public final class TypeChecker {

    /// The word after `on` for rules about requests of every protocol.
    public static final String ANY = "any";

    private final Report report;
    private final Map<String, Scope> scopes = new HashMap<>();
    private final List<String> protocols;
    private final Map<Source, Places> places = new HashMap<>();

    public TypeChecker(Vocabulary vocabulary, Report report) {
        this.report = report;
        this.protocols = Stream.concat(vocabulary.schemas().stream().map(Schema::protocol), Stream.of(ANY))
                .toList();
        vocabulary.schemas().forEach(schema -> scopes.put(schema.protocol(), Scope.of(schema, vocabulary.entities())));
        scopes.put(ANY, Scope.any(vocabulary.entities()));
    }

    public Typed check(List<Namespace> policies) {
        var rules = new ArrayList<TypedRule>();
        for (Namespace policy : policies) {
            policy.rules().values().forEach(rule -> check(rule, policy).ifPresent(rules::add));
        }
        return new Typed(rules);
    }

    private Optional<TypedRule> check(RuleDeclaration declaration, Namespace policy) {
        Scope scope = scopes.get(declaration.protocol().text());
        if (scope == null) {
            unknownProtocol(declaration.protocol());
            return Optional.empty();
        }
        var reading = new Reading(scope, new Lets(policy, report), report);
        Name name = declaration.name();
        String place = places.computeIfAbsent(name.span().source(), Places::new).of(name.span());
        return new RuleChecker(reading)
                .check(declaration, new Rule(effect(declaration), policy.policy(), name.text(), place));
    }

    private void unknownProtocol(Name protocol) {
        report.add(Diagnostic.of(
                Code.P202,
                "unknown protocol `" + protocol.text() + "`",
                protocol.span(),
                "nothing is known about such requests",
                Suggestion.among(protocols, protocol.text(), "the protocols are")));
    }

    private static Effect effect(RuleDeclaration declaration) {
        return switch (declaration.effect()) {
            case ALLOW -> Effect.ALLOW;
            case DENY -> Effect.DENY;
            case APPROVE -> Effect.APPROVE;
            case MASK -> Effect.MASK;
        };
    }
}
