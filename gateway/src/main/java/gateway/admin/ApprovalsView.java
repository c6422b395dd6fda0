// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.ApprovalRequest;
import approval.Quorum;
import approval.Verdict;
import approval.Wording;
import java.time.Instant;
import java.util.List;
import policy.runtime.decision.Ask;
import policy.runtime.request.Subject;

/// An approval request as the control plane shows it, with the whole command.
///
/// @param kind `consent` or `review`
/// @param title what is asked for, without the command
/// @param headline where it stands, in words
/// @param requester the caller's key, then those it acts for
/// @param people the same for people to read, a line each
/// @param claim why, as the requester says
/// @param scope what a yes is good for
/// @param uses how often it was used
/// @param missing who still has to say yes, in words; empty if nobody has
/// @param until when this state ends by itself, or the review is due
record ApprovalsView(
        String id,
        String kind,
        String state,
        String title,
        String headline,
        List<String> requester,
        String people,
        String resource,
        String env,
        String verb,
        String command,
        String digest,
        String revision,
        String exchange,
        String claim,
        String scope,
        int uses,
        List<Asked> asks,
        List<Answered> verdicts,
        String missing,
        String note,
        Instant created,
        Instant since,
        Instant until) {

    /// @param channel how surely a reviewer must be known
    record Asked(String rule, String place, int quorum, String group, String channel, String because) {

        static Asked of(ApprovalRequest request, Ask ask) {
            return new Asked(
                    ask.rule().id(),
                    ask.rule().place(),
                    ask.quorum(),
                    Quorum.shown(request, ask),
                    ask.terms().channel().word(),
                    ask.because());
        }
    }

    record Answered(String reviewer, boolean yes, String reason, String channel, String assurance, Instant at) {

        static Answered of(Verdict verdict) {
            return new Answered(
                    verdict.reviewer().key(),
                    verdict.yes(),
                    verdict.reason(),
                    verdict.channel(),
                    verdict.assurance().word(),
                    verdict.at());
        }
    }

    static ApprovalsView of(ApprovalRequest request) {
        return new ApprovalsView(
                request.id(),
                request.kind().word(),
                request.state().word(),
                Wording.title(request),
                Wording.headline(request),
                request.requester().chain().stream().map(Subject::key).toList(),
                Wording.people(request.requester()),
                request.resource().name(),
                request.resource().env().word(),
                request.form().verb(),
                request.form().text(),
                request.form().digest(),
                request.revision().hash(),
                request.exchange(),
                request.origin().claim(),
                request.scope().shown(),
                request.standing().uses(),
                request.asks().stream().map(ask -> Asked.of(request, ask)).toList(),
                request.standing().verdicts().stream().map(Answered::of).toList(),
                Wording.missing(request),
                request.standing().note(),
                request.created(),
                request.standing().since(),
                request.standing().until());
    }
}
