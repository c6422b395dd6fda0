// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Decision.Deny;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Decision.Permit;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// What a record looks like as a tree, its members in any order. The records that are written straight as bytes must be
/// these, sorted.
final class RecordTree {

    /// Whole numbers beyond this are not the same number to every JSON reader; they are written as text.
    private static final long LARGEST_NUMBER = (1L << 53) - 1;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final AbridgedTree abridged;
    private final ObjectNode out = JSON.objectNode();

    private RecordTree(AbridgedTree abridged) {
        this.abridged = abridged;
    }

    /// The record but for its number.
    static ObjectNode of(EvidenceRecord record, Instant now, int characters, int items) {
        return new RecordTree(new AbridgedTree(characters, items)).json(record, now);
    }

    private ObjectNode json(EvidenceRecord record, Instant now) {
        out.put("time", time(now));
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
                out.put("kind", "gap")
                        .put("because", "the disk did not keep up")
                        .put("lost", lost.records());
            case PolicyActivated activated -> activated(activated);
            case PolicyRefused refused -> refused(refused);
        }
        return out;
    }

    private void decided(Decided decided) {
        Ruling ruling = decided.ruling();
        out.put("kind", "decision").put("session", decided.session().id());
        exchange(decided.exchange());
        optional("claim", decided.exchange().command().reason());
        optional("emergency", decided.exchange().command().emergency());
        out.put("issued", decided.session().tokenIssued().map(RecordTree::time).orElse(null));
        subjects("subjects", decided.session().subject());
        out.set("action", abridged.text(ruling.request().action().name()));
        out.set("resource", resource(decided.session().resource()));
        out.set("attributes", attributes(ruling));
        ruling.grant().ifPresent(this::grant);
        answer(ruling.decision());
    }

    private void exchange(Exchange exchange) {
        out.put("exchange", exchange.id())
                .put("at", time(exchange.at()))
                .put("client", exchange.clientAddress())
                .set("summary", abridged.text(exchange.command().summary()));
    }

    private ObjectNode resource(Resource resource) {
        return JSON.objectNode()
                .put("name", resource.name())
                .put("protocol", resource.protocol())
                .put("env", resource.env().word());
    }

    private void subjects(String name, Subject subject) {
        abridged.list(out, name, subject.chain(), link -> {
            ObjectNode json = JSON.objectNode().put("kind", link.kind().word()).put("issuer", link.issuer());
            json.set("id", abridged.text(link.id()));
            abridged.list(json, "groups", link.groups(), abridged::text);
            return json;
        });
    }

    private ObjectNode attributes(Ruling ruling) {
        ObjectNode json = JSON.objectNode();
        for (Attribute attribute : ruling.request().schema().attributes()) {
            if (ruling.read().contains(attribute) && !CommonAttributes.ALL.contains(attribute)) {
                ruling.request()
                        .found(attribute)
                        .ifPresent(found -> json.set(attribute.name(), value(attribute, found)));
            }
        }
        return json;
    }

    private JsonNode value(Attribute attribute, Value value) {
        return attribute.searched() ? length(value) : value(value);
    }

    private JsonNode length(Value value) {
        return value instanceof Value.Text text
                ? JSON.objectNode().put("length", text.text().length())
                : value(value);
    }

    private JsonNode value(Value value) {
        return switch (value) {
            case Value.Text text -> abridged.text(text.text());
            case Value.Int number -> number(number.number());
            case Value.Address address -> JSON.textNode(address.address().getHostAddress());
            case Value.Bool bool -> JSON.booleanNode(bool.truth());
            case Value.Many many -> {
                ObjectNode json = JSON.objectNode();
                abridged.list(json, "items", many.items(), this::value);
                yield json;
            }
            case Value.Fields fields ->
                JSON.objectNode().put("fields", fields.fields().size());
            case Value.Absent _ -> JSON.nullNode();
            case Value.Undetermined undetermined ->
                JSON.objectNode().set("undetermined", abridged.text(undetermined.because()));
        };
    }

    private static JsonNode number(long number) {
        return Math.abs(number) <= LARGEST_NUMBER && number != Long.MIN_VALUE
                ? JSON.numberNode(number)
                : JSON.textNode(Long.toString(number));
    }

    private void grant(Grant grant) {
        ObjectNode json = out.putObject("grant").put("approval", grant.approval());
        abridged.list(json, "reviewers", grant.reviewers(), abridged::text);
    }

    private void answer(Decision decision) {
        out.put("revision", decision.basis().revision().hash());
        abridged.list(out, "rules", decision.basis().rules(), this::rule);
        if (!decision.basis().observed().isEmpty()) {
            abridged.list(out, "observed", decision.basis().observed(), this::rule);
        }
        abridged.list(out, "path", decision.basis().path(), JSON::numberNode);
        switch (decision) {
            case Permit permit -> {
                out.put("effect", "allow");
                abridged.list(out, "obligations", permit.obligations(), this::obligation);
            }
            case Deny deny -> {
                out.put("effect", "deny");
                out.set("reason", reason(deny.reason()));
            }
            case NeedsApproval asking -> {
                out.put("effect", "approve");
                abridged.list(out, "asks", asking.asks(), this::ask);
                abridged.list(out, "obligations", asking.obligations(), this::obligation);
            }
        }
    }

    private JsonNode rule(Rule rule) {
        ObjectNode json = JSON.objectNode().put("effect", rule.effect().word());
        json.set("id", abridged.text(rule.id()));
        return json.set("place", abridged.text(rule.place()));
    }

    private JsonNode reason(Reason reason) {
        ObjectNode json = JSON.objectNode().put("code", reason.code().name());
        json.set("message", abridged.text(reason.message()));
        reason.rule().ifPresent(rule -> json.set("rule", abridged.text(rule.id())));
        return json;
    }

    private JsonNode ask(Ask ask) {
        ObjectNode json = JSON.objectNode()
                .put("quorum", ask.quorum())
                .put("seconds", ask.within().toSeconds());
        json.set("rule", abridged.text(ask.rule().id()));
        json.set("of", abridged.text(ask.reviewers().written()));
        return json.set("because", abridged.text(ask.because()));
    }

    private JsonNode obligation(Obligation obligation) {
        ObjectNode json = JSON.objectNode().put("do", obligation.rule().effect().word());
        json.set("rule", abridged.text(obligation.rule().id()));
        return json.set("how", abridged.text(obligation.written()));
    }

    private void finished(Exchange exchange, Outcome outcome) {
        out.put("kind", "outcome").put("exchange", exchange.id());
        out.put("ending", outcome.ending().name().toLowerCase(Locale.ROOT));
        out.put("status", outcome.status());
        out.set("bytes_to_target", number(outcome.bytesToTarget()));
        out.set("bytes_to_client", number(outcome.bytesToClient()));
        ObjectNode masked = out.putObject("masked");
        outcome.masked().forEach(masked::put);
        outcome.because().ifPresent(reason -> out.set("reason", reason(reason)));
    }

    private void failed(Failed failed) {
        out.put("kind", "failure");
        exchange(failed.exchange());
        failed.caller().ifPresent(caller -> subjects("subjects", caller));
        out.set("target", abridged.text(failed.exchange().command().target()));
        out.set("reason", reason(failed.reason()));
    }

    private void asked(ApprovalAsked asked) {
        out.put("kind", "approval.asked").put("approval", asked.approval()).put("exchange", asked.exchange());
        subjects("subjects", asked.requester());
        abridged.list(out, "asks", asked.asks(), this::ask);
        optional("claim", Optional.of(asked.claim()).filter(claim -> !claim.isEmpty()));
        out.put("scope", asked.scope());
        out.put("digest", asked.digest()).put("expires", time(asked.expires()));
        out.put("revision", asked.revision().hash());
    }

    private void verdict(ApprovalVerdict verdict) {
        out.put("kind", "approval.verdict").put("approval", verdict.approval());
        out.set("reviewer", abridged.text(verdict.reviewer()));
        out.set("said", abridged.text(verdict.said()));
        out.put("counted", verdict.counted()).put("channel", verdict.channel());
        out.put("assurance", verdict.assurance()).put("digest", verdict.digest());
        optional("comment", verdict.comment());
    }

    private void settled(ApprovalSettled settled) {
        out.put("kind", "approval.settled").put("approval", settled.approval()).put("how", settled.how());
        out.put("digest", settled.digest());
        optional("exchange", settled.exchange());
        abridged.list(out, "reviewers", settled.reviewers(), abridged::text);
    }

    private void escalated(ApprovalEscalated escalated) {
        out.put("kind", "approval.escalated")
                .put("approval", escalated.approval())
                .put("digest", escalated.digest());
        abridged.list(out, "asked", escalated.asked(), abridged::text);
    }

    private void used(ApprovalUsed used) {
        out.put("kind", "approval.used").put("approval", used.approval()).put("digest", used.digest());
        out.put("exchange", used.exchange()).put("execution", used.execution());
    }

    private void revoked(ApprovalRevoked revoked) {
        out.put("kind", "approval.revoked").put("approval", revoked.approval()).put("digest", revoked.digest());
        out.put("executions", revoked.executions()).set("by", abridged.text(revoked.by()));
        out.set("reason", abridged.text(revoked.why()));
    }

    private void broken(BreakGlass broken) {
        out.put("kind", "approval.break_glass")
                .put("approval", broken.approval())
                .put("exchange", broken.exchange());
        subjects("subjects", broken.subject());
        abridged.list(out, "asks", broken.asks(), this::ask);
        out.put("digest", broken.digest()).put("allowed", broken.allowed()).put("due", time(broken.due()));
        out.set("reason", abridged.text(broken.why()));
    }

    private void reviewed(Reviewed reviewed) {
        out.put("kind", "approval.review").put("approval", reviewed.approval()).put("found", reviewed.found());
        out.put("digest", reviewed.digest());
        abridged.list(out, "reviewers", reviewed.reviewers(), abridged::text);
    }

    private void activated(PolicyActivated activated) {
        out.put("kind", "policy.activate").put("revision", activated.revision().hash());
        optional("before", activated.before().map(revision -> revision.hash()));
        out.put("rules", activated.rules()).set("source", abridged.text(activated.source()));
        activated.bundle().ifPresent(bundle -> {
            ObjectNode told = out.putObject("bundle").put("sequence", bundle.sequence());
            told.put("key", bundle.key());
            bundle.rollback()
                    .ifPresent(rollback -> told.putObject("rollback")
                            .put("sequence", rollback.sequence())
                            .set("because", abridged.text(rollback.because())));
        });
        activated.changes().ifPresent(changes -> {
            ObjectNode told = out.putObject("changes").put("other", changes.other());
            told.put("widens", changes.widens());
            abridged.list(told, "added", changes.added(), abridged::text);
            abridged.list(told, "removed", changes.removed(), abridged::text);
            abridged.list(told, "changed", changes.changed(), abridged::text);
            abridged.list(told, "moved", changes.moved(), abridged::text);
        });
    }

    private void refused(PolicyRefused refused) {
        out.put("kind", "policy.refuse").put("revision", refused.inForce().hash());
        out.put("errors", refused.errors()).set("because", abridged.text(refused.because()));
        out.set("source", abridged.text(refused.source()));
    }

    private void optional(String name, Optional<String> text) {
        text.ifPresent(present -> out.set(name, abridged.text(present)));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
