// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One press on a button as Slack would deliver it, or a forgery of one: whatever is left alone is as Slack makes it.
final class SlackPress {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /// Slack shows the user an error after this time.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ObjectNode payload;
    private Instant at = Instant.now();
    private String secret = FakeSlack.SECRET;
    private String extra = "";

    private SlackPress(ObjectNode payload) {
        this.payload = payload;
    }

    static SlackPress on(FakeSlack.Message card, String action, String user) {
        var button = card.button(action).orElseThrow(() -> new AssertionError("no " + action + " on " + card));
        ObjectNode payload = JSON.createObjectNode();
        payload.put("type", "block_actions").put("api_app_id", FakeSlack.APP).put("token", "legacy");
        payload.putObject("user").put("id", user).put("username", "alice").put("team_id", FakeSlack.TEAM);
        payload.putObject("team").put("id", FakeSlack.TEAM).put("domain", "corp");
        payload.putObject("channel").put("id", FakeSlack.CHANNEL).put("name", "approvals");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", card.ts())
                .put("channel_id", FakeSlack.CHANNEL)
                .put("is_ephemeral", false);
        payload.putNull("enterprise").put("is_enterprise_install", false);
        payload.put("trigger_id", "1.%s.%s".formatted(user, java.util.UUID.randomUUID()));
        payload.put("response_url", "https://hooks.slack.example/actions/T/1/x");
        payload.putObject("message").put("type", "message").put("ts", card.ts()).set("blocks", card.blocks());
        payload.putObject("state").putObject("values");
        ObjectNode pressed = button.deepCopy();
        payload.putArray("actions").add(pressed.put("block_id", "b1").put("action_ts", "1700000001.0"));
        return new SlackPress(payload);
    }

    /// The dialogue is filled in and submitted by whoever opened it.
    static SlackPress submitting(FakeSlack.Dialogue dialogue, String reason) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("type", "view_submission").put("api_app_id", FakeSlack.APP).put("token", "legacy");
        payload.putObject("user")
                .put("id", dialogue.user())
                .put("username", "alice")
                .put("team_id", FakeSlack.TEAM);
        payload.putObject("team").put("id", FakeSlack.TEAM).put("domain", "corp");
        payload.putNull("enterprise").put("is_enterprise_install", false);
        payload.put("trigger_id", "1.2." + java.util.UUID.randomUUID());
        ObjectNode view = dialogue.view().deepCopy();
        view.put("id", "V1")
                .put("team_id", FakeSlack.TEAM)
                .put("app_id", FakeSlack.APP)
                .put("hash", "1.a");
        ObjectNode field = view.putObject("state")
                .putObject("values")
                .putObject("reason")
                .putObject("reason")
                .put("type", "plain_text_input");
        if (reason.isEmpty()) {
            field.putNull("value");
        } else {
            field.put("value", reason);
        }
        payload.set("view", view);
        payload.putArray("response_urls");
        return new SlackPress(payload);
    }

    ObjectNode payload() {
        return payload;
    }

    SlackPress but(Consumer<ObjectNode> change) {
        change.accept(payload);
        return this;
    }

    SlackPress at(Instant instant) {
        at = instant;
        return this;
    }

    SlackPress signedWith(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    SlackPress and(String formFields) {
        extra = formFields;
        return this;
    }

    /// @return the HTTP status; fails if there is none within the time Slack waits
    int send(URI controlPlane) {
        return deliver(request(controlPlane));
    }

    /// The very same delivery as often as it is sent.
    HttpRequest request(URI controlPlane) {
        String body = "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8) + extra;
        String timestamp = String.valueOf(at.getEpochSecond());
        return HttpRequest.newBuilder(controlPlane.resolve("/slack/events"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", "v0=" + sign("v0:" + timestamp + ":" + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    static int deliver(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("Slack would tell the user that it did not work", e);
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
