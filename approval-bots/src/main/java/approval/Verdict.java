// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Instant;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.request.Subject;

/// What one reviewer said.
///
/// @param reviewer as known when the verdict was given, groups included
/// @param reason the reviewer's own words; empty if none were given
/// @param channel how it reached us, such as `slack`, `api` or `console`
/// @param assurance how surely the reviewer was known
public record Verdict(Subject reviewer, boolean yes, String reason, String channel, Assurance assurance, Instant at) {

    /// The channel of verdicts given over the control plane's own API.
    public static final String API = "api";

    /// The channel of verdicts given on the control plane's web page.
    public static final String CONSOLE = "console";

    public Verdict(Subject reviewer, boolean yes, String reason, String channel, Instant at) {
        this(reviewer, yes, reason, channel, assurance(channel), at);
    }

    /// How surely people are known there: the control plane takes tokens of the identity provider, every other
    /// channel has its own word for who somebody is.
    static Assurance assurance(String channel) {
        return channel.equals(API) || channel.equals(CONSOLE) ? Assurance.SSO : Assurance.CHAT;
    }

    /// Whether a token of the identity provider said who the reviewer is and in which groups; nobody here knows
    /// better.
    public boolean byToken() {
        return assurance(channel) == Assurance.SSO;
    }

    /// The same words by the same person, as known now.
    Verdict by(Subject now) {
        return new Verdict(now, yes, reason, channel, assurance, at);
    }
}
