// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.exchange.Command;
import gateway.exchange.Exchange;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Type;
import policy.runtime.request.Value;
import policy.runtime.revision.Revision;

/// Exchanges, decisions and records for tests.
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");
    static final Revision REVISION = new Revision("ab".repeat(32));
    static final String SECRET = "AKIAIOSFODNN7EXAMPLE";

    static final Attribute PROMPT = Attribute.searched("chat.prompt", "What is asked.");
    static final Attribute MODEL = Attribute.always("chat.model", Type.TEXT, "Which model.");
    static final Attribute TOKENS = Attribute.optional("chat.tokens", Type.INT, "How much.");
    static final Attribute TOOLS = Attribute.always("chat.tools", Type.TEXTS, "With what.");
    static final Attribute STREAM = Attribute.always("chat.stream", Type.BOOL, "How.");
    static final Schema SCHEMA = Schema.of("chat", "Chats.", List.of(PROMPT, MODEL, TOKENS, TOOLS, STREAM));

    static final Rule ALLOW = new Rule(Effect.ALLOW, "guard", "chats", "guard.hpol:3:1");
    static final Rule DENY = new Rule(Effect.DENY, "guard", "keys", "guard.hpol:9:1");
    static final Rule APPROVE = new Rule(Effect.APPROVE, "guard", "prod", "guard.hpol:14:1");
    static final Rule MASK = new Rule(Effect.MASK, "guard", "hide", "guard.hpol:20:1");
    static final Ask ASK = new Ask(
            APPROVE,
            0,
            0,
            2,
            new Reviewers.Group("oncall"),
            ApprovalTerms.within(Duration.ofMinutes(10)),
            "production is careful");

    record Asked(String target, String summary) implements Command {
        @Override
        public Optional<String> credential() {
            return Optional.of(SECRET);
        }
    }

    private Samples() {}

    static Exchange exchange(String id) {
        return new Exchange(id, NOW, "192.0.2.7", new Asked("gpt", "POST /v1/chat/completions"));
    }

    static Subject agent(int groups) {
        var names = new TreeSet<String>();
        for (int i = 0; i < groups; i++) {
            names.add("group-" + i);
        }
        var owner = new Subject("ann", Subject.Kind.PERSON, "sso", "Ann", names, Optional.empty());
        return new Subject("bot", Subject.Kind.AGENT, "sso", "Bot", new TreeSet<>(), Optional.of(owner));
    }

    static Session session(String exchange, int groups) {
        return new Session(
                "session-" + exchange, agent(groups), Optional.empty(), new Resource("gpt", "chat", Resource.Env.PROD));
    }

    static Ruling ruling(Session session, Map<Attribute, Value> values, Decision decision, Optional<Grant> grant) {
        var classified = new Classified(new Action("chat"), values);
        var context = new Context(NOW, "192.0.2.7");
        var request = new AccessRequest(SCHEMA, session.subject(), classified, session.resource(), context);
        return new Ruling(request, values.keySet(), grant, decision);
    }

    static EvidenceRecord.Decided decided(String exchange, Decision decision) {
        return decided(exchange, 2, usualValues(), decision, Optional.empty());
    }

    static EvidenceRecord.Decided decided(
            String exchange, int groups, Map<Attribute, Value> values, Decision decision, Optional<Grant> grant) {
        Session session = session(exchange, groups);
        return new EvidenceRecord.Decided(exchange(exchange), session, ruling(session, values, decision, grant));
    }

    static Map<Attribute, Value> usualValues() {
        var values = new HashMap<Attribute, Value>();
        values.put(PROMPT, Value.of("my key is " + SECRET));
        values.put(PROMPT.findings(), Value.of(List.of("aws_access_key")));
        values.put(MODEL, Value.of("gpt-4o"));
        values.put(TOKENS, Value.Absent.ABSENT);
        values.put(TOOLS, Value.of(List.of("search", "shell")));
        values.put(STREAM, Value.of(true));
        return values;
    }

    static Decision permit() {
        var mask = new Obligation.Mask(
                MASK,
                new Obligation.Hidden.Entities(new TreeSet<>(List.of("email"))),
                new Obligation.Transform.Partial(4));
        return new Decision.Permit(basis(ALLOW), List.of(mask));
    }

    static Decision deny() {
        var reason = new Reason(
                DenialCode.G101, "Take the key out of the prompt.", Optional.of("https://help"), Optional.of(DENY));
        return new Decision.Deny(basis(DENY), reason);
    }

    static Decision asking() {
        return new Decision.NeedsApproval(basis(APPROVE), List.of(ASK), List.of());
    }

    static Basis basis(Rule rule) {
        return new Basis(REVISION, List.of(rule), List.of(), List.of(1, 4, 9));
    }
}
