// SPDX-License-Identifier: Apache-2.0
package gateway.enforce;

import gateway.approval.ApprovalDesk;
import gateway.approval.Runs.Run;
import gateway.approval.Settlement;
import gateway.exchange.Command;
import gateway.exchange.Denial;
import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Outcome;
import gateway.exchange.Reply;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import gateway.identity.Caller;
import gateway.masking.Masking;
import gateway.protocol.Conversation;
import gateway.recording.Evidence;
import java.util.List;
import java.util.Optional;
import policy.runtime.decision.Decision.Deny;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Decision.Permit;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.request.Subject;

/// The line every request takes: read, identify, classify, decide, ask, decide again, record, forward,
/// mask, write, record. It reads from top to bottom; who carries it and what waits is not its concern.
public final class PolicyEnforcementPoint {

    private final Reception reception;
    private final Judge judge;
    private final ApprovalDesk approvals;
    private final Evidence evidence;
    private final Masking masking;

    public PolicyEnforcementPoint(
            Reception reception, Judge judge, ApprovalDesk approvals, Evidence evidence, Masking masking) {
        this.reception = reception;
        this.judge = judge;
        this.approvals = approvals;
        this.evidence = evidence;
        this.masking = masking;
    }

    /// Serves one client until it leaves.
    public void serve(Conversation conversation) {
        String id = reception.open();
        for (Optional<Command> next = conversation.read(); next.isPresent(); next = conversation.read()) {
            Exchange exchange = reception.begin(next.get(), conversation.clientAddress());
            Optional<Subject> caller = Optional.empty();
            try {
                Caller known = reception.identify(exchange);
                caller = Optional.of(known.subject());
                Session session = reception.admit(exchange, known, id);
                Outcome outcome = enforce(conversation, exchange, session, Optional.empty());
                evidence.finished(exchange, outcome);
            } catch (RuntimeException stopped) {
                Failure failure = Failure.of(stopped); // a defect of ours denies, too
                evidence.failed(exchange, caller, failure);
                var denial = new Denial(failure.reason(), exchange.id(), "");
                evidence.finished(exchange, conversation.refuse(exchange.command(), denial));
            }
        }
    }

    private Outcome enforce(Conversation conversation, Exchange exchange, Session session, Optional<Grant> grant) {
        Ruling ruling = judge.rule(conversation, exchange, session, grant);
        evidence.decided(exchange, session, ruling); // durable before anything is forwarded
        return switch (ruling.decision()) {
            case Permit permit -> forward(conversation, exchange, session, permit.obligations());
            case Deny deny -> refuse(conversation, exchange, ruling, deny.reason());
            case NeedsApproval asking ->
                switch (approvals.settle(conversation, exchange, session, asking, grant)) {
                    case Settlement.Granted(Grant given, Run run) -> {
                        try (run) {
                            Session now = reception.admit(exchange, reception.identify(exchange), session.id());
                            yield enforce(conversation, exchange, now, Optional.of(given));
                        }
                    }
                    case Settlement.Refused refused -> refuse(conversation, exchange, ruling, refused.reason());
                };
        };
    }

    private Outcome forward(
            Conversation conversation, Exchange exchange, Session session, List<Obligation> obligations) {
        Reply reply = conversation.forward(exchange.command(), obligations).offering(judge.open(exchange, session));
        return conversation.write(masking.over(reply, obligations));
    }

    private static Outcome refuse(Conversation conversation, Exchange exchange, Ruling ruling, Reason reason) {
        var denial = new Denial(
                reason, exchange.id(), ruling.decision().basis().revision().abbreviated());
        return conversation.refuse(exchange.command(), denial);
    }
}
