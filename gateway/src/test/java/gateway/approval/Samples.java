// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalEvent;
import approval.ApprovalJournal;
import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Approvals;
import approval.CanonicalForm;
import approval.Origin;
import approval.Question;
import approval.ReviewerDirectory;
import approval.State;
import approval.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// Requests, people and quiet ports for tests.
public final class Samples {

    public static final Subject ALICE = Subject.person("alice", "corp", List.of("engineering"));
    public static final Subject BOB = Subject.person("bob", "corp", List.of("dba"));
    public static final Subject CAROL = Subject.person("carol", "corp", List.of("dba"));
    public static final Resource ORDERS = new Resource("orders", "http", Resource.Env.PROD);
    public static final Revision REVISION = new Revision("a".repeat(64));
    public static final Duration WITHIN = Duration.ofMinutes(15);
    /// How many requests of one asker may be pending.
    public static final int PLACES = 5;

    private Samples() {}

    public static Ask ask(int quorum, String group, Duration within) {
        return ask(quorum, group, ApprovalTerms.within(within));
    }

    public static Ask ask(int quorum, String group, ApprovalTerms terms) {
        var rule = new Rule(Effect.APPROVE, "guard", "writes", "guard.hpol:3:1");
        return new Ask(
                rule, 0, 0, quorum, new Reviewers.Group(group), terms, "Writes to production need a second person.");
    }

    public static Question question(String body, Ask... asks) {
        return question(ALICE, body, asks);
    }

    public static Question question(Subject asker, String body, Ask... asks) {
        String digest = "%064x".formatted(body.hashCode() & 0xffffffffL);
        var form = new CanonicalForm("POST", "POST /orders\n\n" + body, digest);
        var origin = new Origin("exchange-1", "session-1", "");
        return new Question(UUID.randomUUID().toString(), asker, ORDERS, form, REVISION, List.of(asks), origin);
    }

    public static Question question(String body) {
        return question(body, ask(1, "dba", WITHIN));
    }

    public static Approvals approvals(
            ApprovalStore store, ApprovalJournal journal, Consumer<ApprovalRequest> onChange) {
        return new Approvals(store, TRUSTING, journal, List.of("slack"), Duration.ofMinutes(10), PLACES, onChange);
    }

    /// Knows nobody and believes every verdict.
    public static final ReviewerDirectory TRUSTING = new ReviewerDirectory() {
        @Override
        public Optional<Subject> linked(String channel, String account) {
            return Optional.empty();
        }

        @Override
        public Optional<String> account(String channel, Subject subject) {
            return Optional.empty();
        }

        @Override
        public Subject today(Verdict verdict) {
            return verdict.reviewer();
        }
    };

    /// Consent that nobody takes back.
    public static Settlement granted(Grant grant) {
        return new Settlement.Granted(grant, new Runs().begin(grant.approval(), _ -> {}));
    }

    public static String word(ApprovalEvent event) {
        return switch (event) {
            case ApprovalEvent.Asked asked -> "asked";
            case ApprovalEvent.Answered answered -> answered.verdict().yes() ? "yes" : "no";
            case ApprovalEvent.Settled settled -> settled.request().state().word();
            case ApprovalEvent.Escalated _ -> "escalated";
            case ApprovalEvent.Used used -> used.request().state() == State.CONSUMED ? "consumed" : "used";
            case ApprovalEvent.Revoked _ -> "revoked";
            case ApprovalEvent.BrokeGlass _ -> "broke glass";
            case ApprovalEvent.BreakGlassRefused _ -> "break-glass refused";
            case ApprovalEvent.ReviewLate _ -> "late";
        };
    }
}
