// SPDX-License-Identifier: Apache-2.0

/// Cards in Slack, and what is pressed on them.
///
/// Outwards through Slack's own client; inwards past [approval.slack.SlackGuard], then Bolt, then a
/// durable inbox. Who a Slack user is and may answer is decided elsewhere. Read
/// [approval.slack.SlackEvents] first.
@NullMarked
package approval.slack;

import org.jspecify.annotations.NullMarked;
