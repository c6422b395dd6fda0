// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.Finding;
import approval.slack.SlackSettings.Delivery;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks whether what is configured for Slack works, with the gateway running or not. Changes nothing but, if asked to,
/// the channel: it posts one message there and takes it away again.
public final class SlackDoctor {

    /// What the app needs to be allowed, as in docs/slack-app-manifest.yaml.
    private static final List<String> SCOPES = List.of("chat:write", "users:read");

    private static final String TOKEN = "bot token";
    private static final String CHANNEL = "channel";

    private final SlackSettings settings;
    private final InstantSource clock;
    private final Slack slack;
    private final MethodsClient methods;

    public SlackDoctor(SlackSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.slack = Slack.getInstance(SlackApi.config(settings));
        this.methods = slack.methods(settings.botToken());
    }

    /// @param users Slack's ids of those who may answer
    /// @param post whether to try the channel by posting to it
    public List<Finding> examine(Collection<String> users, boolean post) {
        Said<AuthTestResponse> hello = ask(() -> methods.authTest(request -> request));
        if (hello.value().isEmpty()) {
            return List.of(Finding.problem(TOKEN, "Slack says " + hello.error(), remedy(hello.error())));
        }
        AuthTestResponse who = hello.value().get();
        var findings = new ArrayList<Finding>();
        findings.add(Finding.fine(TOKEN, "Slack knows it: %s in %s".formatted(who.getUser(), who.getTeam())));
        findings.add(same("team-id", settings.teamId(), who.getTeamId(), "the workspace the token is of"));
        findings.add(app(who));
        findings.add(scopes(header(who, "x-oauth-scopes")));
        findings.add(clock(header(who, "date")));
        findings.add(delivery());
        findings.add(post ? channel() : Finding.unknown(CHANNEL, "not tried", "say --post to post one message to it"));
        users.forEach(user -> findings.add(member(user)));
        return findings;
    }

    private Finding app(AuthTestResponse who) {
        Said<String> app = ask(() -> methods.botsInfo(bot -> bot.bot(who.getBotId())))
                .map(info -> String.valueOf(info.getBot().getAppId()));
        return app.value()
                .map(id -> same("app-id", settings.appId(), id, "the app the token is of"))
                .orElseGet(() -> Finding.unknown("app-id", "Slack says " + app.error(), remedy(app.error())));
    }

    private static Finding same(String key, String configured, @Nullable String real, String what) {
        return configured.equals(real)
                ? Finding.fine(key, configured)
                : Finding.problem(
                        key,
                        "the configuration says %s, %s is %s".formatted(configured, what, real),
                        "write %s: %s, or use the token of the other".formatted(key, real));
    }

    private static Finding scopes(Optional<String> said) {
        if (said.isEmpty()) {
            return Finding.unknown("scopes", "Slack does not say", "compare with docs/slack-app-manifest.yaml");
        }
        var missing = new TreeSet<>(SCOPES);
        Stream.of(said.get().split(",")).map(String::strip).forEach(missing::remove);
        return missing.isEmpty()
                ? Finding.fine("scopes", String.join(", ", SCOPES))
                : Finding.problem(
                        "scopes",
                        "missing: " + String.join(", ", missing),
                        "add them under OAuth & Permissions and install the app again");
    }

    private Finding clock(Optional<String> date) {
        try {
            var slacks = ZonedDateTime.parse(date.orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration off = Duration.between(slacks, clock.instant());
            return off.abs().compareTo(SlackGuard.MAX_SKEW) < 0
                    ? Finding.fine("clock", "%d s off Slack's".formatted(off.toSeconds()))
                    : Finding.problem(
                            "clock",
                            "%d s off Slack's; presses count only up to %d s"
                                    .formatted(off.toSeconds(), SlackGuard.MAX_SKEW.toSeconds()),
                            "set this machine's clock by a time server");
        } catch (DateTimeParseException e) {
            return Finding.unknown("clock", "Slack does not say what time it is", "");
        }
    }

    private Finding delivery() {
        return switch (settings.delivery()) {
            case Delivery.Signed signed ->
                Finding.unknown(
                        "signing secret",
                        "only Slack can tell whether it is the right one",
                        "press a button of a card: a wrong one is in the gateway's log as a refused request");
            case Delivery.Socket(String appToken) -> {
                try {
                    slack.issueSocketModeUrl(appToken);
                    yield Finding.fine("app token", "Slack opens a connection for it");
                } catch (IOException | RuntimeException e) {
                    yield Finding.problem(
                            "app token",
                            String.valueOf(e.getMessage()),
                            "make an app-level token with the scope connections:write, and switch on Socket Mode");
                }
            }
        };
    }

    private Finding channel() {
        Said<String> posted = ask(() -> methods.chatPostMessage(message -> message.channel(settings.channel())
                        .text("hpol doctor: cards can be posted here.")
                        .mrkdwn(false)))
                .map(answer -> answer.getTs());
        if (posted.value().isEmpty()) {
            return Finding.problem(CHANNEL, "Slack says " + posted.error(), remedy(posted.error()));
        }
        String ts = posted.value().get();
        var _ = ask(() -> methods.chatDelete(
                message -> message.channel(settings.channel()).ts(ts)));
        return Finding.fine(CHANNEL, "a message was posted and taken away again");
    }

    private Finding member(String id) {
        String what = "reviewer " + id;
        Said<Optional<String>> objection = ask(() -> methods.usersInfo(user -> user.user(id)))
                .map(info -> Membership.objection(settings, info.getUser()));
        if (objection.value().isEmpty()) {
            return Finding.problem(what, "Slack says " + objection.error(), remedy(objection.error()));
        }
        return objection
                .value()
                .get()
                .map(why ->
                        Finding.problem(what, why, "take them off `approvals.reviewers`, or make them a full member"))
                .orElseGet(() -> Finding.fine(what, "a full member of the workspace"));
    }

    private static String remedy(String error) {
        return switch (error) {
            case "invalid_auth", "not_authed", "token_revoked", "account_inactive", "token_expired" ->
                "copy the Bot User OAuth Token from OAuth & Permissions, and install the app if it is not";
            case "missing_scope" -> "compare the app's scopes with docs/slack-app-manifest.yaml, and install it again";
            case "not_in_channel" -> "invite the app to the channel";
            case "channel_not_found" -> "write the channel's id, not its name, and invite the app to it";
            case "user_not_found" -> "write the member's id, as in their profile under Copy member ID";
            case "ratelimited" -> "try again in a minute";
            default -> "look it up in Slack's documentation of the method";
        };
    }

    private static Optional<String> header(AuthTestResponse response, String name) {
        Map<String, List<String>> headers = response.getHttpResponseHeaders();
        return headers == null
                ? Optional.empty()
                : headers.entrySet().stream()
                        .filter(header -> name.equalsIgnoreCase(header.getKey()))
                        .flatMap(header -> header.getValue().stream())
                        .findFirst();
    }

    private interface Question<T> {
        T ask() throws IOException, SlackApiException;
    }

    /// An answer, or what Slack calls the reason that there is none.
    private record Said<T>(Optional<T> value, String error) {

        <R> Said<R> map(java.util.function.Function<T, R> function) {
            return new Said<>(value.map(function), error);
        }
    }

    private static <T extends SlackApiTextResponse> Said<T> ask(Question<T> question) {
        try {
            T answer = question.ask();
            return answer.isOk()
                    ? new Said<>(Optional.of(answer), "")
                    : new Said<>(Optional.empty(), String.valueOf(answer.getError()));
        } catch (SlackApiException e) {
            int status = e.getResponse().code();
            return new Said<>(Optional.empty(), status == 429 ? "ratelimited" : "HTTP status " + status);
        } catch (IOException | RuntimeException e) {
            return new Said<>(Optional.empty(), "nothing: " + e.getMessage());
        }
    }
}
