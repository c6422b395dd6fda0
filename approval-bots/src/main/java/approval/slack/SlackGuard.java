// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.slack.SlackSettings.Delivery.Signed;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Decides whether a request really is Slack telling of an answer to one of our cards, before Bolt sees it.
///
/// Closes what Bolt leaves open: its key for a blank secret, time stamps in the future, comparison that leaks timing,
/// replays, answers given before the signature was checked, other workspaces and apps, users of other workspaces.
///
/// The scheme is Slack's "Verifying requests from Slack", version 0: HMAC-SHA-256 over `v0:<time>:<body>`.
public final class SlackGuard {

    static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    static final String SIGNATURE = "X-Slack-Signature";

    /// How far Slack's clock may be from ours, both ways.
    static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private static final int MAX_BODY_BYTES = 1 << 20;
    static final String FORM_FIELD = "payload=";

    private final String secret;
    private final SlackOrigin origin;
    private final SignatureLedger ledger;
    private final InstantSource clock;

    public SlackGuard(SlackSettings settings, Signed delivery, SignatureLedger ledger, InstantSource clock) {
        this.secret = delivery.secret();
        this.origin = new SlackOrigin(settings);
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What to do with a request.
    public sealed interface Passage {

        /// @param body the verified body as text
        record Open(String body) implements Passage {}

        /// @param status the HTTP status to answer with
        /// @param why for our log; the sender learns nothing
        record Closed(int status, String why) implements Passage {}
    }

    /// @param timestamps all values of the header [#TIMESTAMP]
    /// @param signatures all values of the header [#SIGNATURE]
    public Passage check(List<String> timestamps, List<String> signatures, byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            return new Passage.Closed(413, "body over " + MAX_BODY_BYTES + " bytes");
        }
        if (timestamps.size() != 1 || signatures.size() != 1) {
            return unsigned("not exactly one signature and time stamp");
        }
        String timestamp = timestamps.getFirst();
        Instant now = clock.instant();
        if (!timestamp.matches("[0-9]{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(MAX_SKEW)
                        > 0) {
            return unsigned("stale or future time stamp");
        }
        byte[] expected = ("v0=" + sign(timestamp, body)).getBytes(StandardCharsets.US_ASCII);
        byte[] given = signatures.getFirst().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            return unsigned("signature does not verify");
        }
        if (!ledger.firstUse(signatures.getFirst(), now)) {
            return unsigned("signature was used before");
        }
        return fromOurCard(body);
    }

    private Passage fromOurCard(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (!text.startsWith(FORM_FIELD) || text.indexOf('&') >= 0) {
                return new Passage.Closed(400, "not a form with the one field `payload`");
            }
            String payload = URLDecoder.decode(text.substring(FORM_FIELD.length()), StandardCharsets.UTF_8);
            return origin.objection(payload).<Passage>map(closed -> closed).orElseGet(() -> new Passage.Open(text));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return new Passage.Closed(400, "malformed: " + e.getClass().getSimpleName());
        }
    }

    private String sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = secret.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static Passage unsigned(String why) {
        return new Passage.Closed(401, why);
    }
}
