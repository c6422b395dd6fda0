// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Subject.Kind;
import policy.runtime.revision.Revision;

/// Requests and people for tests.
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Subject ALICE = Subject.person("alice", "corp", List.of("engineering", "dba"));
    static final Subject BOT =
            new Subject("bot-7", Kind.AGENT, "corp", "deploy bot", new TreeSet<>(List.of("dba")), Optional.of(ALICE));
    static final Subject BOB = Subject.person("bob", "corp", List.of("dba"));
    static final Subject CAROL = Subject.person("carol", "corp", List.of("dba", "security"));
    static final Subject DAVE = Subject.person("dave", "corp", List.of("security"));
    static final Subject ERIN = Subject.person("erin", "corp", List.of("sales"));

    private Samples() {}

    static Ask ask(int quorum, String group) {
        return ask("big_" + group, 0, quorum, new Reviewers.Group(group));
    }

    /// One step of a rule.
    static Ask ask(String rule, int step, int quorum, Reviewers reviewers) {
        return new Ask(
                new Rule(Effect.APPROVE, "guard", rule, "guard.hpol:3:1"),
                0,
                step,
                quorum,
                reviewers,
                ApprovalTerms.within(Duration.ofMinutes(15)),
                "It touches every row.");
    }

    static ApprovalRequest request(Subject requester, Ask... asks) {
        return request(requester, new CanonicalForm("POST", "POST /orders\n\n{}", "d".repeat(64)), asks);
    }

    static ApprovalRequest request(Subject requester, CanonicalForm form, Ask... asks) {
        var resource = new Resource("orders", "http", Resource.Env.PROD);
        var revision = new Revision("a".repeat(64));
        var origin = new Origin("x-1", "s-1", "");
        return new Question("id-1", requester, resource, form, revision, List.of(asks), origin)
                .filedAt(NOW, ApprovalRequest.Kind.CONSENT);
    }
}
