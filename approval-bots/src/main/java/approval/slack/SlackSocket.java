// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.ApprovalChannel.Unreachable;
import com.slack.api.Slack;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.request.InteractiveEnvelope;
import com.slack.api.socket_mode.response.AckResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What Slack sends over a connection that we open (Socket Mode), for control planes that Slack cannot reach. Nothing
/// is signed there: that it is Slack at the other end is TLS's to say, and whom we are the app-level token's.
///
/// Opened again and again until that works; from then on the library keeps it open.
public final class SlackSocket implements Runnable, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SlackSocket.class.getName());
    private static final RequestHeaders NO_HEADERS = new RequestHeaders(Map.of());

    private final Slack slack;
    private final String appToken;
    private final SlackOrigin origin;
    private final SlackApp app;
    private final Executor threads;
    private final AtomicBoolean opening = new AtomicBoolean();
    private volatile @Nullable SocketModeClient client;
    private volatile long notBefore = System.nanoTime();
    private volatile boolean closed;
    private int failures;

    /// @param appToken with the scope `connections:write`
    /// @param threads runs calls to Slack, which block
    public SlackSocket(SlackSettings settings, String appToken, SlackApp app, Executor threads) {
        this.slack = Slack.getInstance(SlackApi.config(settings));
        this.appToken = appToken;
        this.origin = new SlackOrigin(settings);
        this.app = app;
        this.threads = threads;
    }

    /// Begins to open it if it never was, and returns.
    @Override
    public void run() {
        if (!closed && client == null && System.nanoTime() - notBefore >= 0 && opening.compareAndSet(false, true)) {
            threads.execute(this::open);
        }
    }

    private void open() {
        try {
            SocketModeClient opened = slack.socketMode(appToken, SocketModeClient.Backend.JavaWebSocket);
            opened.addInteractiveEnvelopeListener(envelope -> take(opened, envelope));
            opened.connect();
            client = opened;
            if (closed) {
                close();
            }
        } catch (IOException | RuntimeException e) {
            Duration delay = Unreachable.forNow("Slack cannot be reached", Optional.empty(), e)
                    .delay(failures++);
            notBefore = System.nanoTime() + delay.toNanos();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no connection to Slack, next try in {0} s: {1}",
                    delay.toSeconds(),
                    e.getMessage());
        } finally {
            opening.set(false);
        }
    }

    /// Acknowledged once it is kept; what is not, Slack tells the person or sends again.
    private void take(SocketModeClient from, InteractiveEnvelope envelope) {
        String payload = from.getGson().toJson(envelope.getPayload());
        Optional<SlackGuard.Passage.Closed> objection = origin.objection(payload);
        if (objection.isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what came over the connection to Slack was refused: {0}",
                    objection.get().why());
            return;
        }
        try {
            String form = SlackGuard.FORM_FIELD + URLEncoder.encode(payload, StandardCharsets.UTF_8);
            if (app.run(form, NO_HEADERS).getStatusCode() == SlackApp.TAKEN) {
                from.sendSocketModeResponse(AckResponse.builder()
                        .envelopeId(envelope.getEnvelopeId())
                        .build());
            }
        } catch (Exception e) { // Bolt declares no less
            LOG.log(System.Logger.Level.ERROR, "a click could not be kept", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        SocketModeClient open = client;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection to Slack ended by itself", e);
        }
    }
}
