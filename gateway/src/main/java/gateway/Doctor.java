// SPDX-License-Identifier: Apache-2.0
package gateway;

import approval.Finding;
import approval.slack.SlackDoctor;
import approval.slack.SlackSettings;
import gateway.approval.ApprovalSettings;
import gateway.config.GatewayConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks whether what a configuration names works, without starting a gateway.
public final class Doctor {

    private Doctor() {}

    /// @param post whether to try the channel by posting to it
    /// @return empty if the configuration has no Slack
    public static Optional<List<Finding>> slack(GatewayConfig config, boolean post) {
        ApprovalSettings approvals = Settings.approvals(config);
        Optional<SlackSettings> slack = approvals.slack();
        List<String> users = approvals.reviewers().stream()
                .flatMap(reviewer -> reviewer.slackUser().stream())
                .toList();
        return slack.map(settings -> new SlackDoctor(settings, InstantSource.system()).examine(users, post));
    }
}
