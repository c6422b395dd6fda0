// SPDX-License-Identifier: Apache-2.0
package policy.protocols.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What somebody wants to do with evidence, and of whom and what it tells.
///
/// @param session the one session asked for; empty if it is not one
/// @param target name of the target whose traffic it is; empty if of any
/// @param subject id of the subject it tells of; empty if of any
/// @param since begin of the period asked for; empty for all that is kept
/// @param until its end, not in it; empty for now
/// @param raw whether it is to be shown as it was before masking
/// @param count how many records at most; empty without a limit
public record EvidenceRequest(
        Operation operation,
        Optional<String> session,
        Optional<String> target,
        Optional<String> subject,
        Optional<Instant> since,
        Optional<Instant> until,
        boolean raw,
        OptionalLong count) {

    public enum Operation {
        /// Show one record or recording.
        READ,
        SEARCH,
        /// Hand out as a file.
        EXPORT,
        /// Play a recording.
        REPLAY,
        /// Check that nothing was changed; shows no content.
        VERIFY,
        /// Destroy the keys of a recording.
        ERASE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
