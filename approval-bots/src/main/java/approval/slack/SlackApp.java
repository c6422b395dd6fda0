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
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Slack tells us, in Bolt: an answer is kept and acknowledged, nothing more, well within the three
/// seconds Slack waits. A press on Deny is no answer yet: it opens a dialogue that asks why.
public final class SlackApp implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SlackApp.class.getName());
    /// The status of what was taken.
    static final int TAKEN = 200;

    /// Bolt wants a secret even where it has nothing to verify: the guard has, and better.
    private static final String VERIFIED_BEFORE = "verified before";

    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f-]{36}");
    /// What no request is called; whoever pressed is told that there is none.
    private static final String UNKNOWN = "unknown";

    private final ClickInbox inbox;
    private final Runnable onClick;
    private final SlackApi slack;
    private final App app;
    private final SlackRequestParser parser;

    /// @param onClick called after each click that was kept; must not block
    /// @param threads runs calls to Slack, which block
    public SlackApp(SlackSettings settings, ClickInbox inbox, Runnable onClick, SlackApi slack, Executor threads) {
        this.inbox = inbox;
        this.onClick = onClick;
        this.slack = slack;
        AppConfig config = AppConfig.builder()
                .signingSecret(VERIFIED_BEFORE)
                .singleTeamBotToken(settings.botToken())
                .sslCheckEnabled(false)
                .requestVerificationEnabled(false)
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

    /// @param body a form with the one field `payload`, verified
    Response run(String body, RequestHeaders headers) throws Exception {
        return app.run(parser.parse(SlackRequestParser.HttpRequest.builder()
                .requestUri("/slack/events")
                .requestBody(body)
                .headers(headers)
                .build()));
    }

    @Override
    public void close() {
        app.stop();
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
