// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import java.util.Optional;
import policy.runtime.request.Subject;

/// A person who may answer in chat, as an administrator linked them.
///
/// @param subject who it is, with the groups that decide what may be answered
/// @param slackUser the person's user id in the one configured Slack workspace, such as `U012ABCDEF`
public record Reviewer(Subject subject, Optional<String> slackUser) {}
