// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.slack.SlackSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How reviewers are asked.
///
/// @param maxHold the longest a command is held, however patient its client is
/// @param maxHeld how many commands may be held at once
/// @param maxPending how many approval requests of one person, and of all agents that act for that person, may be
/// pending
/// @param useWithin how long consent can be used after it was given, by a client that was told to send its request
/// again
/// @param console where people see approval requests, for the blocked person to go to
/// @param slack Slack, if cards are posted there
/// @param reviewers the people who may answer in chat
public record ApprovalSettings(
        Duration maxHold,
        int maxHeld,
        int maxPending,
        Duration useWithin,
        Optional<URI> console,
        Optional<SlackSettings> slack,
        List<Reviewer> reviewers) {

    public static final Duration DEFAULT_USE_WITHIN = Duration.ofMinutes(10);

    public ApprovalSettings {
        reviewers = List.copyOf(reviewers);
    }
}
