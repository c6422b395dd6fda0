// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import java.net.URI;
import java.util.Optional;

/// One Slack app in one workspace.
///
/// @param delivery how Slack tells us of answers
/// @param appId such as `A0123ABCDEF`
/// @param teamId id of the workspace, such as `T0123ABCDEF`
/// @param channel id of the channel cards are posted to
/// @param api where Slack's Web API is, with a slash at the end
/// @param console where people see requests in full, for the card's Review button
public record SlackSettings(
        String botToken,
        Delivery delivery,
        String appId,
        String teamId,
        String channel,
        URI api,
        Optional<URI> console) {

    /// The channel's name in verdicts, cards and links to accounts.
    public static final String CHANNEL = "slack";

    /// How Slack tells us of answers.
    public sealed interface Delivery {

        int MIN_SECRET_CHARS = 16;

        /// To an address of ours, signed.
        ///
        /// @param secret at least [#MIN_SECRET_CHARS] characters; a signature made with less could be guessed
        record Signed(String secret) implements Delivery {

            /// @throws IllegalArgumentException if the signing secret is too short to trust a signature
            /// made with it
            public Signed {
                if (secret.strip().length() < MIN_SECRET_CHARS) {
                    throw new IllegalArgumentException(
                            "Slack's signing secret must have at least " + MIN_SECRET_CHARS + " characters");
                }
            }
        }

        /// Over a connection that we open (Socket Mode).
        ///
        /// @param appToken with the scope `connections:write`
        record Socket(String appToken) implements Delivery {}
    }

    /// How the account of a user of this workspace is known to a directory.
    String account(String user) {
        return teamId + "/" + user;
    }

    /// The user behind an account of this workspace; empty if it is one of another.
    Optional<String> user(String account) {
        return account.startsWith(teamId + "/")
                ? Optional.of(account.substring(teamId.length() + 1))
                : Optional.empty();
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "SlackSettings[" + appId + " in " + teamId + "]";
    }
}
