// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.ApprovalChannel;
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
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Slack sends us, in Bolt: an answer is kept and acknowledged, nothing more, well within the three
/// seconds Slack waits. A press on Deny is no answer yet: it opens a dialogue that asks why.
public final class SlackEvents implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SlackEvents.class.getName());
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f-]{36}");
    /// What no request is called; whoever pressed is told that there is none.
    private static final String UNKNOWN = "unknown";

    private final SlackGuard guard;
    private final ClickInbox inbox;
    private final Runnable onClick;
    private final SlackApi slack;
    private final Executor threads;
    private final App app;
    private final SlackRequestParser parser;

    /// @param onClick called after each click that was kept; must not block
    /// @param threads runs calls to Slack, which block
    public SlackEvents(
            SlackSettings settings,
            SlackGuard guard,
            ClickInbox inbox,
            Runnable onClick,
            SlackApi slack,
            Executor threads) {
        this.guard = guard;
        this.inbox = inbox;
        this.onClick = onClick;
        this.slack = slack;
        this.threads = threads;
        AppConfig config = AppConfig.builder()
                .signingSecret(settings.signingSecret())
                .singleTeamBotToken(settings.botToken())
                .sslCheckEnabled(false)
                .requestVerificationEnabled(false) // the guard has verified, and better
                .build();
        this.app = new App(config, Slack.getInstance(SlackApi.config(settings)), List.of(token(settings)));
        app.blockAction(SlackCard.APPROVE, (request, context) -> {
            clicks(request.getPayload(), true).forEach(this::keep);
            return context.ack();
        });
        app.blockAction(SlackCard.DENY, (request, context) -> {
            String trigger = request.getPayload().getTriggerId();
            clicks(request.getPayload(), false).forEach(denial -> threads.execute(() -> askWhy(trigger, denial)));
            return context.ack();
        });
        app.viewSubmission(ReasonDialogue.CALLBACK, (request, context) -> {
            ReasonDialogue.submitted(request.getPayload()).ifPresent(this::keep);
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

    /// The no itself must not hang on a dialogue: where none can be shown, it is one without a reason.
    private void askWhy(String trigger, Click denial) {
        try {
            slack.open(trigger, ReasonDialogue.of(denial));
        } catch (ApprovalChannel.Unreachable e) {
            LOG.log(System.Logger.Level.WARNING, "nobody could be asked for a reason: {0}", e.getMessage());
            keep(denial);
        }
    }

    private void keep(Click click) {
        inbox.keep(click);
        onClick.run();
    }

    private static List<Click> clicks(BlockActionPayload payload, boolean yes) {
        String card = payload.getContainer().getMessageTs();
        if (card == null) {
            return List.of(); // not pressed on a message, so not on a card of ours
        }
        return payload.getActions().stream()
                .map(action -> new Click(
                        request(action.getValue()),
                        yes,
                        payload.getUser().getId(),
                        payload.getContainer().getChannelId(),
                        card))
                .toList();
    }

    private static String request(@Nullable String value) {
        return value != null && REQUEST_ID.matcher(value).matches() ? value : UNKNOWN;
    }
}
