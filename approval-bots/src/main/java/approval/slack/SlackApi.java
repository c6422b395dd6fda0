// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.ApprovalChannel.Unreachable;
import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.User;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The calls we make to Slack. When Slack says it was asked too much, nothing is sent until the time
/// it named is over.
public final class SlackApi {

    private static final int CALL_TIMEOUT_MILLIS = 10_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(30);

    /// Errors that the same call will meet for ever. Others, a revoked token or a bot that was thrown out
    /// of the channel among them, an administrator can mend.
    private static final Set<String> HOPELESS = Set.of(
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_too_long",
            "msg_blocks_too_long",
            "user_not_found",
            "user_not_visible",
            "user_not_in_channel",
            "cannot_dm_bot",
            "messages_tab_disabled");

    private final MethodsClient methods;
    private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

    public SlackApi(SlackSettings settings) {
        this.methods = Slack.getInstance(config(settings)).methods(settings.botToken());
    }

    static SlackConfig config(SlackSettings settings) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.api().toString());
        config.setHttpClientCallTimeoutMillis(CALL_TIMEOUT_MILLIS);
        config.setStatsEnabled(false);
        return config;
    }

    /// @param channel id of a channel, or of a user to write to alone
    /// @return the message's place
    String post(String channel, String text, List<LayoutBlock> blocks) {
        ChatPostMessageResponse posted = call(() -> methods.chatPostMessage(
                message -> message.channel(channel).text(text).mrkdwn(false).blocks(blocks)));
        return posted.getChannel() + "/" + posted.getTs();
    }

    void update(String place, String text, List<LayoutBlock> blocks) {
        String[] channelAndTs = place.split("/", 2);
        var _ = call(() -> methods.chatUpdate(message ->
                message.channel(channelAndTs[0]).ts(channelAndTs[1]).text(text).blocks(blocks)));
    }

    /// Tells one user something in a channel, unseen by others.
    void whisper(String channel, String user, String text) {
        var _ = call(() -> methods.chatPostEphemeral(
                message -> message.channel(channel).user(user).text(text)));
    }

    /// Opens a dialogue for whoever pressed; Slack takes it for three seconds after the press.
    void open(String trigger, View dialogue) {
        var _ = call(() -> methods.viewsOpen(open -> open.triggerId(trigger).view(dialogue)));
    }

    User user(String id) {
        return call(() -> methods.usersInfo(user -> user.user(id))).getUser();
    }

    private interface Call<T> {
        T send() throws IOException, SlackApiException;
    }

    private <T extends SlackApiTextResponse> T call(Call<T> call) {
        Duration quiet = Duration.between(Instant.now(), quietUntil.get());
        if (quiet.isPositive()) {
            throw Unreachable.forNow("Slack wants fewer calls", Optional.of(quiet), null);
        }
        try {
            T response = call.send();
            if (response.isOk()) {
                return response;
            }
            String error = String.valueOf(response.getError());
            throw HOPELESS.contains(error)
                    ? Unreachable.forGood("Slack says " + error, null)
                    : Unreachable.forNow("Slack says " + error, Optional.empty(), null);
        } catch (SlackApiException e) {
            throw refused(e);
        } catch (IOException e) {
            throw Unreachable.forNow("Slack cannot be reached", Optional.empty(), e);
        } catch (JsonParseException e) {
            throw Unreachable.forNow("Slack answers what is not JSON", Optional.empty(), e);
        }
    }

    private Unreachable refused(SlackApiException e) {
        int status = e.getResponse().code();
        if (status != TOO_MANY_REQUESTS) {
            return Unreachable.forNow("Slack answers " + status, Optional.empty(), e);
        }
        Duration pause = Optional.ofNullable(e.getResponse().header("Retry-After"))
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(DEFAULT_PAUSE);
        quietUntil.set(Instant.now().plus(pause));
        return Unreachable.forNow("Slack wants fewer calls", Optional.of(pause), e);
    }
}
