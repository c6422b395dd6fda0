// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.ApprovalRequest;
import approval.Verdict;
import java.time.Instant;
import java.util.List;
import policy.runtime.decision.Ask;
import policy.runtime.request.Subject;

/// An approval request as the control plane shows it, with the whole command.
///
/// @param requester the caller's key, then those it acts for
/// @param until when this state ends by itself
record ApprovalsView(
        String id,
        String state,
        List<String> requester,
        String resource,
        String env,
        String verb,
        String command,
        String digest,
        String revision,
        String exchange,
        List<Asked> asks,
        List<Answered> verdicts,
        String note,
        Instant created,
        Instant since,
        Instant until) {

    record Asked(String rule, String place, int quorum, String group, String because) {

        static Asked of(Ask ask) {
            return new Asked(
                    ask.rule().id(),
                    ask.rule().place(),
                    ask.quorum(),
                    ask.reviewers().shown(),
                    ask.because());
        }
    }

    record Answered(String reviewer, boolean yes, String reason, String channel, Instant at) {

        static Answered of(Verdict verdict) {
            return new Answered(
                    verdict.reviewer().key(), verdict.yes(), verdict.reason(), verdict.channel(), verdict.at());
        }
    }

    static ApprovalsView of(ApprovalRequest request) {
        return new ApprovalsView(
                request.id(),
                request.state().word(),
                request.requester().chain().stream().map(Subject::key).toList(),
                request.resource().name(),
                request.resource().env().word(),
                request.form().verb(),
                request.form().text(),
                request.form().digest(),
                request.revision().hash(),
                request.exchange(),
                request.asks().stream().map(Asked::of).toList(),
                request.standing().verdicts().stream().map(Answered::of).toList(),
                request.standing().note(),
                request.created(),
                request.standing().since(),
                request.standing().until());
    }
}
