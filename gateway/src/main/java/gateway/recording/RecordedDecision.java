// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A decision as it stands in the evidence, with what became of the exchange.
///
/// @param number of the record in its log
/// @param exchange id; an exchange that waited for approval has a decision before it and one after
/// @param subject `issuer/id`, and whom it acts for, for people to read; empty if nobody was identified
/// @param subjects keys of the same, the caller first
/// @param resource name of the target as it was asked for
/// @param effect `allow`, `deny` or `approve`; `none` for an exchange that failed before policy was asked
/// @param rules ids of the rules that applied
/// @param deciding ids of those of them that made it this decision: of its effect, or what the denial's reason names
/// @param code of the denial or failure; empty for a decision that lets pass or asks
/// @param message what the blocked person read
/// @param revision of the policy set; empty if it was not asked
/// @param ending how the exchange ended; empty while it is under way
/// @param record the whole record
public record RecordedDecision(
        long number,
        Instant time,
        String exchange,
        String client,
        String subject,
        List<String> subjects,
        String action,
        String resource,
        String summary,
        String effect,
        List<String> rules,
        List<String> deciding,
        String code,
        String message,
        String revision,
        Optional<Ending> ending,
        JsonNode record) {

    public RecordedDecision {
        subjects = List.copyOf(subjects);
        rules = List.copyOf(rules);
        deciding = List.copyOf(deciding);
    }

    /// How an exchange ended.
    ///
    /// @param how `complete`, `refused`, `client_left`, `reply_cut` or `failed`
    /// @param status what the client was told; 0 if nothing was, or it is not known
    /// @param masked how often each entity was masked
    /// @param code of the failure, or of what cut the reply; empty if there was none
    public record Ending(
            Instant time, String how, int status, long bytesToClient, Map<String, Integer> masked, String code) {
        public Ending {
            masked = Map.copyOf(masked);
        }
    }
}
