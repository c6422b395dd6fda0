// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How reviewers are asked.
///
/// @param patience how long a request is held at most; a caller that can bear less is answered sooner
/// @param heldLimit how many requests may be held at once; more are refused
/// @param pendingLimit how many approval requests of one person may be pending; more are refused
public record Approvals(
        @NotNull @Between(min = "1s", max = "1h") Duration patience,
        @Min(1) @Max(1_000_000) Integer heldLimit,
        @Min(1) @Max(1_000) Integer pendingLimit,
        Optional<@Valid Slack> slack,
        List<@NotNull @Valid Reviewer> reviewers) {

    static final Approvals NONE = new Approvals(Duration.ofMinutes(4), 10_000, 20, Optional.empty(), List.of());

    public Approvals {
        patience = Defaults.or(patience, Duration.ofMinutes(4));
        heldLimit = Defaults.or(heldLimit, 10_000);
        pendingLimit = Defaults.or(pendingLimit, 20);
        slack = Defaults.or(slack, Optional.empty());
        reviewers = Defaults.listed(reviewers);
    }

    /// One Slack app in one workspace.
    ///
    /// @param signingSecret what Slack signs its requests with, if it sends any
    /// @param appToken what a connection to Slack is opened with, if it sends none
    /// @param apiUrl where Slack's Web API is; another only for tests
    public record Slack(
            @NotNull Secret botToken,
            Optional<Secret> signingSecret,
            Optional<Secret> appToken,
            @NotBlank String appId,
            @NotBlank String teamId,
            @NotBlank String channel,
            @NotNull URI apiUrl) {

        public Slack {
            signingSecret = Defaults.or(signingSecret, Optional.empty());
            appToken = Defaults.or(appToken, Optional.empty());
            apiUrl = Defaults.or(apiUrl, URI.create("https://slack.com/api/"));
        }
    }

    /// A person who may be asked.
    ///
    /// @param subject `issuer/sub`, with the issuer's name in this file
    /// @param groups the groups this person answers for
    /// @param slack the person's Slack user id
    public record Reviewer(
            @NotNull @Pattern(regexp = Defaults.NAME + "/.{1,255}", message = "must be `issuer/sub`")
            String subject,

            List<@NotBlank String> groups,
            Optional<
                            @Pattern(
                                    regexp = "[UW][A-Z0-9]{2,20}",
                                    message = "must be a Slack user id, such as `U024BE7LH`")
                            String>
                    slack) {

        public Reviewer {
            groups = Defaults.listed(groups);
            slack = Defaults.or(slack, Optional.empty());
        }
    }
}
