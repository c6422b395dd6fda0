// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.exchange.Exchange;
import gateway.exchange.Outcome;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Reason;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// Everything the gateway puts on record. What the log records about itself (opened, closed, gap, checkpoint) is in
/// [gateway.recording.log].
public sealed interface EvidenceRecord {

    /// What policy answered. It holds the session too, so no record of its own opens one.
    record Decided(Exchange exchange, Session session, Ruling ruling) implements EvidenceRecord {}

    /// How an exchange ended.
    record Finished(Exchange exchange, Outcome outcome) implements EvidenceRecord {}

    /// An exchange ended in a failure, decided or not.
    ///
    /// @param caller empty if nobody was identified
    record Failed(Exchange exchange, Optional<Subject> caller, Reason reason) implements EvidenceRecord {}

    /// Reviewers are asked for consent.
    ///
    /// @param approval id of the approval request
    /// @param exchange id of the exchange that waits for it
    /// @param digest of the canonical form, in hex: what exactly would run
    /// @param expires when it is too late to answer
    record ApprovalAsked(
            String approval,
            String exchange,
            Subject requester,
            List<Ask> asks,
            String digest,
            Revision revision,
            Instant expires)
            implements EvidenceRecord {
        public ApprovalAsked {
            asks = List.copyOf(asks);
        }
    }

    /// What one reviewer said.
    ///
    /// @param reviewer key of the person ([Subject#key]), or what the channel knows of somebody who may not answer
    /// @param said what: `approve`, `deny`, or why it did not count
    /// @param counted whether it counts
    /// @param channel by which way it came, such as `slack` or `api`
    record ApprovalVerdict(
            String approval, String reviewer, String said, boolean counted, String channel, Optional<String> comment)
            implements EvidenceRecord {}

    /// How an approval request ended.
    ///
    /// @param how `granted`, `denied`, `expired`, `withdrawn` or `used`
    /// @param exchange id of the exchange that it let through or refused, if one was still there
    record ApprovalSettled(String approval, String how, Optional<String> exchange, List<String> reviewers)
            implements EvidenceRecord {
        public ApprovalSettled {
            reviewers = List.copyOf(reviewers);
        }
    }

    /// Records of what could not be stopped any more are missing here, because the disk did not keep up.
    ///
    /// @param records how many
    record Lost(int records) implements EvidenceRecord {}

    /// A policy set was put in force.
    ///
    /// @param before what was in force until then, or when the gateway last ran
    /// @param source where it came from, such as the policy directory
    /// @param changes since `before`, if they could be told
    record PolicyActivated(
            Revision revision,
            Optional<Revision> before,
            int rules,
            String source,
            Optional<Bundle> bundle,
            Optional<Changes> changes)
            implements EvidenceRecord {

        /// @param sequence the higher, the newer
        /// @param key id of the key that signed it
        public record Bundle(long sequence, String key, Optional<Rollback> rollback) {}

        /// An older content, put in force again on purpose.
        ///
        /// @param sequence of the bundle it was taken from
        public record Rollback(long sequence, String because) {}

        /// Ids of rules; how many of the other declarations are another, how many of all may let more through.
        public record Changes(
                List<String> added,
                List<String> removed,
                List<String> changed,
                List<String> moved,
                int other,
                int widens) {
            public Changes {
                added = List.copyOf(added);
                removed = List.copyOf(removed);
                changed = List.copyOf(changed);
                moved = List.copyOf(moved);
            }
        }
    }

    /// A changed policy set was not put in force; the one before stays.
    ///
    /// @param because the first error, in one line
    record PolicyRefused(Revision inForce, int errors, String because, String source) implements EvidenceRecord {}
}
