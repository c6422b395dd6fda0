// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Instant;
import policy.runtime.request.Subject;

/// What one reviewer said.
///
/// @param reviewer as known when the verdict was given, groups included
/// @param reason the reviewer's own words; empty if none were given
/// @param channel how it reached us, such as `slack` or `api`
public record Verdict(Subject reviewer, boolean yes, String reason, String channel, Instant at) {

    /// The channel of verdicts given over the control plane's own API.
    public static final String API = "api";
}
