// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Under which terms a rule asks for consent. Some restrict ([#reasonRequired], [#channel]): a gateway that cannot
/// carry them out denies. The others make it easier to get or to keep a consent, so leaving them out is only stricter.
///
/// @param within how long people have
/// @param reasonRequired whether who asks must say why
/// @param channel how surely a reviewer must be known
/// @param grant what the consent is good for
/// @param durable whether the question outlives the client that asked
/// @param escalation who may answer, too, once some time has passed
/// @param breakGlass who may go ahead without waiting
public record ApprovalTerms(
        Duration within,
        boolean reasonRequired,
        Assurance channel,
        GrantScope grant,
        boolean durable,
        Optional<Escalation> escalation,
        Optional<BreakGlass> breakGlass) {

    /// Nothing but a time limit: a consent over any channel, for this one request.
    public static ApprovalTerms within(Duration limit) {
        return new ApprovalTerms(
                limit, false, Assurance.CHAT, new GrantScope.Once(), false, Optional.empty(), Optional.empty());
    }

    /// How surely a reviewer is known, from least to most.
    public enum Assurance {
        /// The chat's word for it.
        CHAT,
        /// Signed in by the identity provider.
        SSO,
        /// With a key of their own, just now.
        WEBAUTHN;

        /// The word of the language.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a consent is good for.
    public sealed interface GrantScope {

        /// This one request.
        record Once() implements GrantScope {}

        /// More of the same from the same caller, for a while that begins with the consent.
        record For(Duration time, Same same) implements GrantScope {}

        enum Same {
            SAME_STATEMENT,
            SAME_SHAPE,
            SAME_SESSION
        }
    }

    public record Escalation(Duration after, Reviewers to) {}

    /// @param review who must look at it afterwards
    /// @param within how long they have for that
    public record BreakGlass(Reviewers by, Reviewers review, Duration within) {}
}
