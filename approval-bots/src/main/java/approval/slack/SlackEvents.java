// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// What Slack sends us, in Bolt: a click is kept and acknowledged, nothing more, well within the three
/// seconds Slack waits.
public final class SlackEvents implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SlackEvents.class.getName());
    private static final Pattern BUTTONS = Pattern.compile("^(" + SlackCard.APPROVE + "|" + SlackCard.DENY + ")$");
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f-]{36}");
    /// What no request is called; whoever pressed is told that there is none.
    private static final String UNKNOWN = "unknown";

    private final SlackGuard guard;
    private final ClickInbox inbox;
    private final Runnable onClick;
    private final App app;
    private final SlackRequestParser parser;

    /// @param onClick called after each click that was kept; must not block
    public SlackEvents(SlackSettings settings, SlackGuard guard, ClickInbox inbox, Runnable onClick) {
        this.guard = guard;
        this.inbox = inbox;
        this.onClick = onClick;
        AppConfig config = AppConfig.builder()
                .signingSecret(settings.signingSecret())
                .singleTeamBotToken(settings.botToken())
                .sslCheckEnabled(false)
                .requestVerificationEnabled(false) // the guard has verified, and better
                .build();
        this.app = new App(config, Slack.getInstance(SlackApi.config(settings)), List.of(token(settings)));
        app.blockAction(BUTTONS, (request, context) -> {
            keep(request.getPayload());
            return context.ack();
        });
        app.blockAction(SlackCard.REVIEW, (request, context) -> context.ack()); // its URL was opened by Slack
        this.parser = new SlackRequestParser(config);
        app.start();
    }

    /// @param headers by name; looked up whatever their case
    public Response receive(Map<String, List<String>> headers, byte[] body) throws Exception {
        var names = new RequestHeaders(headers);
        SlackGuard.Passage passage =
                guard.check(all(names, SlackGuard.TIMESTAMP), all(names, SlackGuard.SIGNATURE), body);
        return switch (passage) {
            case SlackGuard.Passage.Closed closed -> {
                LOG.log(System.Logger.Level.WARNING, "a request to the Slack endpoint was refused: {0}", closed.why());
                yield Response.error(closed.status());
            }
            case SlackGuard.Passage.Open open ->
                app.run(parser.parse(SlackRequestParser.HttpRequest.builder()
                        .requestUri("/slack/events")
                        .requestBody(open.body())
                        .headers(names)
                        .build()));
        };
    }

    @Override
    public void close() {
        app.stop();
    }

    private static List<String> all(RequestHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getMultipleValues(name), List.of());
    }

    /// In place of Bolt's own, which asks Slack whether the token is good for each request and fails
    /// while Slack does.
    private static Middleware token(SlackSettings settings) {
        return (request, response, chain) -> {
            request.getContext().setBotToken(settings.botToken());
            request.getContext().setTeamId(settings.teamId());
            return chain.next(request);
        };
    }

    private void keep(BlockActionPayload payload) {
        if (payload.getContainer().getMessageTs() == null) {
            return; // not pressed on a message, so not on a card of ours
        }
        for (BlockActionPayload.Action action : payload.getActions()) {
            String value = action.getValue();
            boolean known = value != null && REQUEST_ID.matcher(value).matches();
            inbox.keep(new Click(
                    known ? value : UNKNOWN,
                    action.getActionId().equals(SlackCard.APPROVE),
                    payload.getUser().getId(),
                    payload.getContainer().getChannelId(),
                    payload.getContainer().getMessageTs()));
        }
        onClick.run();
    }
}
