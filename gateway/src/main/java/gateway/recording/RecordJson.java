// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.exchange.Exchange;
import gateway.exchange.Outcome;
import gateway.exchange.Ruling;
import gateway.recording.EvidenceRecord.ApprovalAsked;
import gateway.recording.EvidenceRecord.ApprovalEscalated;
import gateway.recording.EvidenceRecord.ApprovalRevoked;
import gateway.recording.EvidenceRecord.ApprovalSettled;
import gateway.recording.EvidenceRecord.ApprovalUsed;
import gateway.recording.EvidenceRecord.ApprovalVerdict;
import gateway.recording.EvidenceRecord.BreakGlass;
import gateway.recording.EvidenceRecord.Decided;
import gateway.recording.EvidenceRecord.Failed;
import gateway.recording.EvidenceRecord.Finished;
import gateway.recording.EvidenceRecord.Lost;
import gateway.recording.EvidenceRecord.PolicyActivated;
import gateway.recording.EvidenceRecord.PolicyRefused;
import gateway.recording.EvidenceRecord.Reviewed;
import gateway.recording.log.CanonicalJson;
import gateway.recording.log.Leaf;
import gateway.recording.log.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Decision.Deny;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Decision.Permit;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// What a record looks like as JSON, its members in the order of their names; `docs/evidence-format.md` describes each.
///
/// No credential gets here at all. Of texts that are searched for secrets only the length is kept, for they may hold
/// what they are searched for.
final class RecordJson {

    /// Tried in turn until the record fits: the more a request brings along, the less is kept of each part.
    private static final List<Abridged> MEASURES =
            List.of(new Abridged(2048, 100), new Abridged(256, 30), new Abridged(64, 8), new Abridged(16, 3));

    private final Abridged abridged;
    private final CanonicalJson out;

    private RecordJson(Abridged abridged, CanonicalJson out) {
        this.abridged = abridged;
        this.out = out;
    }

    /// @throws IllegalArgumentException if the record cannot be made to fit
    static Leaf leaf(EvidenceRecord record, Instant now) {
        for (Abridged measure : MEASURES) {
            Leaf leaf = Leaf.of(out -> new RecordJson(measure, out).members(record, now));
            if (leaf.fits()) {
                return leaf;
            }
        }
        throw new IllegalArgumentException("a record that does not fit");
    }

    private void members(EvidenceRecord record, Instant now) {
        switch (record) {
            case Decided decided -> decided(decided);
            case Finished finished -> finished(finished.exchange(), finished.outcome());
            case Failed failed -> failed(failed);
            case ApprovalAsked asked -> asked(asked);
            case ApprovalVerdict verdict -> verdict(verdict);
            case ApprovalEscalated escalated -> escalated(escalated);
            case ApprovalSettled settled -> settled(settled);
            case ApprovalUsed used -> used(used);
            case ApprovalRevoked revoked -> revoked(revoked);
            case BreakGlass broken -> broken(broken);
            case Reviewed reviewed -> reviewed(reviewed);
            case Lost lost ->
                out.put("because", "the disk did not keep up")
                        .put("kind", "gap")
                        .put("lost", lost.records());
            case PolicyActivated activated -> activated(activated);
            case PolicyRefused refused -> refused(refused);
        }
        out.put("time", Timestamp.of(now)); // after every other name
    }

    private void decided(Decided decided) {
        Exchange exchange = decided.exchange();
        Ruling ruling = decided.ruling();
        Decision decision = ruling.decision();
        text("action", ruling.request().action().name());
        if (decision instanceof NeedsApproval asking) {
            list("asks", asking.asks(), this::ask);
        }
        out.put("at", Timestamp.of(exchange.at()));
        new AttributesJson(abridged, out).write(ruling);
        optional("claim", exchange.command().reason());
        out.put("client", exchange.clientAddress());
        out.put("effect", effect(decision));
        optional("emergency", exchange.command().emergency());
        out.put("exchange", exchange.id());
        ruling.grant().ifPresent(this::grant);
        out.name("issued");
        decided.session().tokenIssued().ifPresentOrElse(at -> out.text(Timestamp.of(at)), out::nothing);
        out.put("kind", "decision");
        switch (decision) {
            case Permit permit -> list("obligations", permit.obligations(), this::obligation);
            case Deny _ -> {}
            case NeedsApproval asking -> list("obligations", asking.obligations(), this::obligation);
        }
        if (!decision.basis().observed().isEmpty()) {
            list("observed", decision.basis().observed(), this::rule);
        }
        list("path", decision.basis().path(), (Integer node) -> out.number(node));
        if (decision instanceof Deny deny) {
            reason(deny.reason());
        }
        resource(decided.session().resource());
        out.put("revision", decision.basis().revision().hash());
        list("rules", decision.basis().rules(), this::rule);
        out.put("session", decided.session().id());
        list("subjects", decided.session().subject().chain(), this::subject);
        text("summary", exchange.command().summary());
    }

    private static String effect(Decision decision) {
        return switch (decision) {
            case Permit _ -> "allow";
            case Deny _ -> "deny";
            case NeedsApproval _ -> "approve";
        };
    }

    private void resource(Resource resource) {
        out.name("resource")
                .beginObject()
                .put("env", resource.env().word())
                .put("name", resource.name())
                .put("protocol", resource.protocol())
                .endObject();
    }

    private void subject(Subject subject) {
        out.beginObject();
        list("groups", subject.groups(), this::text);
        text("id", subject.id());
        out.put("issuer", subject.issuer()).put("kind", subject.kind().word());
        out.endObject();
    }

    private void grant(Grant grant) {
        out.name("grant").beginObject().put("approval", grant.approval());
        list("reviewers", grant.reviewers(), this::text);
        out.endObject();
    }

    private void rule(Rule rule) {
        out.beginObject().put("effect", rule.effect().word());
        text("id", rule.id());
        text("place", rule.place());
        out.endObject();
    }

    private void reason(Reason reason) {
        out.name("reason").beginObject().put("code", reason.code().name());
        text("message", reason.message());
        reason.rule().ifPresent(rule -> text("rule", rule.id()));
        out.endObject();
    }

    private void ask(Ask ask) {
        out.beginObject();
        text("because", ask.because());
        text("of", ask.reviewers().written());
        out.put("quorum", ask.quorum());
        text("rule", ask.rule().id());
        out.put("seconds", ask.within().toSeconds()).endObject();
    }

    private void obligation(Obligation obligation) {
        out.beginObject().put("do", obligation.rule().effect().word());
        text("how", obligation.written());
        text("rule", obligation.rule().id());
        out.endObject();
    }

    private void finished(Exchange exchange, Outcome outcome) {
        out.name("bytes_to_client");
        AttributesJson.number(out, outcome.bytesToClient());
        out.name("bytes_to_target");
        AttributesJson.number(out, outcome.bytesToTarget());
        out.put("ending", outcome.ending().name().toLowerCase(Locale.ROOT));
        out.put("exchange", exchange.id()).put("kind", "outcome");
        out.name("masked").beginObject();
        if (!outcome.masked().isEmpty()) {
            new TreeMap<>(outcome.masked()).forEach(out::put);
        }
        out.endObject();
        outcome.because().ifPresent(this::reason);
        out.put("status", outcome.status());
    }

    private void failed(Failed failed) {
        Exchange exchange = failed.exchange();
        out.put("at", Timestamp.of(exchange.at()))
                .put("client", exchange.clientAddress())
                .put("exchange", exchange.id())
                .put("kind", "failure");
        reason(failed.reason());
        failed.caller().ifPresent(caller -> list("subjects", caller.chain(), this::subject));
        text("summary", exchange.command().summary());
        text("target", exchange.command().target());
    }

    private void asked(ApprovalAsked asked) {
        out.put("approval", asked.approval());
        list("asks", asked.asks(), this::ask);
        optional("claim", Optional.of(asked.claim()).filter(claim -> !claim.isEmpty()));
        out.put("digest", asked.digest())
                .put("exchange", asked.exchange())
                .put("expires", Timestamp.of(asked.expires()))
                .put("kind", "approval.asked")
                .put("revision", asked.revision().hash())
                .put("scope", asked.scope());
        list("subjects", asked.requester().chain(), this::subject);
    }

    private void verdict(ApprovalVerdict verdict) {
        out.put("approval", verdict.approval())
                .put("assurance", verdict.assurance())
                .put("channel", verdict.channel());
        optional("comment", verdict.comment());
        out.name("counted").truth(verdict.counted());
        out.put("digest", verdict.digest()).put("kind", "approval.verdict");
        text("reviewer", verdict.reviewer());
        text("said", verdict.said());
    }

    private void settled(ApprovalSettled settled) {
        out.put("approval", settled.approval()).put("digest", settled.digest());
        optional("exchange", settled.exchange());
        out.put("how", settled.how()).put("kind", "approval.settled");
        list("reviewers", settled.reviewers(), this::text);
    }

    private void escalated(ApprovalEscalated escalated) {
        out.put("approval", escalated.approval());
        list("asked", escalated.asked(), this::text);
        out.put("digest", escalated.digest()).put("kind", "approval.escalated");
    }

    private void used(ApprovalUsed used) {
        out.put("approval", used.approval()).put("digest", used.digest()).put("exchange", used.exchange());
        out.put("execution", used.execution()).put("kind", "approval.used");
    }

    private void revoked(ApprovalRevoked revoked) {
        out.put("approval", revoked.approval());
        text("by", revoked.by());
        out.put("digest", revoked.digest())
                .put("executions", revoked.executions())
                .put("kind", "approval.revoked");
        text("reason", revoked.why());
    }

    private void broken(BreakGlass broken) {
        out.name("allowed").truth(broken.allowed()).put("approval", broken.approval());
        list("asks", broken.asks(), this::ask);
        out.put("digest", broken.digest())
                .put("due", Timestamp.of(broken.due()))
                .put("exchange", broken.exchange())
                .put("kind", "approval.break_glass");
        text("reason", broken.why());
        list("subjects", broken.subject().chain(), this::subject);
    }

    private void reviewed(Reviewed reviewed) {
        out.put("approval", reviewed.approval())
                .put("digest", reviewed.digest())
                .put("found", reviewed.found())
                .put("kind", "approval.review");
        list("reviewers", reviewed.reviewers(), this::text);
    }

    private void activated(PolicyActivated activated) {
        optional("before", activated.before().map(Revision::hash));
        activated.bundle().ifPresent(this::bundle);
        activated.changes().ifPresent(this::changes);
        out.put("kind", "policy.activate")
                .put("revision", activated.revision().hash())
                .put("rules", activated.rules());
        text("source", activated.source());
    }

    private void bundle(PolicyActivated.Bundle bundle) {
        out.name("bundle").beginObject().put("key", bundle.key());
        bundle.rollback().ifPresent(rollback -> {
            out.name("rollback").beginObject();
            text("because", rollback.because());
            out.put("sequence", rollback.sequence()).endObject();
        });
        out.put("sequence", bundle.sequence()).endObject();
    }

    private void changes(PolicyActivated.Changes changes) {
        out.name("changes").beginObject();
        list("added", changes.added(), this::text);
        list("changed", changes.changed(), this::text);
        list("moved", changes.moved(), this::text);
        out.put("other", changes.other());
        list("removed", changes.removed(), this::text);
        out.put("widens", changes.widens()).endObject();
    }

    private void refused(PolicyRefused refused) {
        text("because", refused.because());
        out.put("errors", refused.errors())
                .put("kind", "policy.refuse")
                .put("revision", refused.inForce().hash());
        text("source", refused.source());
    }

    private void optional(String name, Optional<String> text) {
        text.ifPresent(present -> text(name, present));
    }

    private void text(String name, String text) {
        out.name(name);
        text(text);
    }

    private void text(String text) {
        abridged.text(out, text);
    }

    private <T> void list(String name, Collection<T> values, Consumer<T> each) {
        abridged.list(out, name, values, each);
    }
}
