// SPDX-License-Identifier: Apache-2.0
package approval.slack;

/// A press on one of our cards, as Slack told of it. Everything in it but the request was vouched for by Slack; the
/// request is what our own button carried.
///
/// @param request id of the approval request
/// @param user Slack's id of who pressed
/// @param channel Slack's id of the channel the card is in
/// @param message Slack's time stamp of the card in there
public record Click(String request, boolean yes, String user, String channel, String message) {

    String place() {
        return channel + "/" + message;
    }
}
