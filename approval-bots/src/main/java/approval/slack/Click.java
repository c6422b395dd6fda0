// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import java.util.Objects;

/// A press on one of our cards, as Slack told of it. Everything in it but the request was vouched for by Slack; the
/// request is what our own button carried.
///
/// @param request id of the approval request
/// @param user Slack's id of who pressed
/// @param channel Slack's id of the channel the card is in
/// @param message Slack's time stamp of the card in there
/// @param reason what a no was explained with; empty if with nothing
public record Click(String request, boolean yes, String user, String channel, String message, String reason) {

    /// One that an earlier version kept has no reason.
    public Click {
        reason = Objects.requireNonNullElse(reason, "");
    }

    /// A press alone.
    Click(String request, boolean yes, String user, String channel, String message) {
        this(request, yes, user, channel, message, "");
    }

    String place() {
        return channel + "/" + message;
    }
}
