// SPDX-License-Identifier: Apache-2.0
package gateway.enforce;

import gateway.exchange.Exchange;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import gateway.protocol.Conversation;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Grant;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.evaluate.PolicyDecisionPoint;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;
import policy.runtime.revision.PolicyStore;

/// Classifies a command and has it decided, both under the one policy set that is in force when it is
/// asked.
public final class Judge {

    private final PolicyStore policies;
    private final PolicyDecisionPoint pdp;
    private final Vocabulary vocabulary;

    public Judge(PolicyStore policies, PolicyDecisionPoint pdp, Vocabulary vocabulary) {
        this.policies = policies;
        this.pdp = pdp;
        this.vocabulary = vocabulary;
    }

    Ruling rule(Conversation conversation, Exchange exchange, Session session, Optional<Grant> grant) {
        CompiledPolicySet inForce = policies.current();
        Schema schema = vocabulary.schema(session.resource().protocol()).orElseThrow();
        Set<Attribute> read = inForce.requires(schema);
        Classified classified = conversation.classify(exchange.command(), read);
        AccessRequest request = request(schema, exchange, session, classified);
        Decision decision = Enforceable.within(pdp.decide(inForce, request, grant), session.subject());
        return new Ruling(request, read, grant, decision);
    }

    /// Whether whoever is in a session could get a command through, as far as it is known; nothing is decided by
    /// it.
    Predicate<Classified> open(Exchange exchange, Session session) {
        Schema schema = vocabulary.schema(session.resource().protocol()).orElseThrow();
        return offered -> policies.current().mayPermit(request(schema, exchange, session, offered));
    }

    private static AccessRequest request(Schema schema, Exchange exchange, Session session, Classified classified) {
        var context = new Context(exchange.at(), exchange.clientAddress(), session.tokenAge(exchange.at()));
        return new AccessRequest(schema, session.subject(), classified, session.resource(), context);
    }
}
