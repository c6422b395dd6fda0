// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import approval.slack.SlackGuard.Passage;
import approval.slack.SlackSettings.Delivery.Signed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackGuardTest {

    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Instant NOW = Instant.ofEpochSecond(1_531_420_618);
    private static final String PRESS = "{\"type\":\"block_actions\",\"api_app_id\":\"A1\",\"team\":{\"id\":\"T1\"},"
            + "\"user\":{\"id\":\"U1\",\"team_id\":\"T1\"}}";

    private final Set<String> used = new HashSet<>();
    private final SlackGuard guard =
            new SlackGuard(settings(), new Signed(SECRET), (signature, now) -> used.add(signature), () -> NOW);

    /// The example of Slack's "Verifying requests from Slack".
    @Test
    void signsAsSlackDoes() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
                + "96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        String signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
        assertThat(check("1531420618", signature, body))
                .isEqualTo(new Passage.Closed(
                        400, "not a form with the one field `payload`")); // the signature passed; a slash command is
        // not ours
    }

    @Test
    void opensForAPressOnOurCardOnce() {
        String body = form(PRESS);
        assertThat(check("1531420618", sign("1531420618", body), body)).isEqualTo(new Passage.Open(body));
        assertThat(check("1531420618", sign("1531420618", body), body))
                .isEqualTo(new Passage.Closed(401, "signature was used before"));
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false", "99999999, false"})
    void trustsAClockWithinFiveMinutesBothWays(long skew, boolean open) {
        String timestamp = String.valueOf(NOW.getEpochSecond() + skew);
        String body = form(PRESS);
        assertThat(check(timestamp, sign(timestamp, body), body) instanceof Passage.Open)
                .isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1531420618", "+1531420618", "0x1", "1e9", "99999999999999999999", "-1"})
    void takesNoTimeStampButANumber(String timestamp) {
        String body = form(PRESS);
        assertThat(check(timestamp, sign(timestamp, body), body)).isInstanceOf(Passage.Closed.class);
    }

    @Test
    void remembersOnlySignaturesThatVerify() {
        check("1531420618", "v0=" + "0".repeat(64), form(PRESS));
        check("1531420618", sign("1531420618", form(PRESS)).toUpperCase(java.util.Locale.ROOT), form(PRESS));
        assertThat(used).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"block_actions\"}",
                "{\"type\":\"block_actions\",\"api_app_id\":\"A1\",\"team\":null,\"user\":{\"team_id\":\"T1\"}}",
                "{\"type\":\"block_actions\",\"api_app_id\":\"A2\",\"api_app_id\":\"A1\",\"team\":{\"id\":\"T1\"}}",
                "[]",
                "null",
                "{"
            })
    void opensForNothingElse(String payload) {
        String body = form(payload);
        assertThat(check("1531420618", sign("1531420618", body), body)).isInstanceOf(Passage.Closed.class);
    }

    @Test
    void readsNoBodyThatIsNotUtf8() {
        byte[] body = {'p', 'a', 'y', 'l', 'o', 'a', 'd', '=', (byte) 0xc3};
        String signature = sign("1531420618", body);
        assertThat(guard.check(List.of("1531420618"), List.of(signature), body))
                .isEqualTo(new Passage.Closed(400, "malformed: MalformedInputException"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "short", "fifteen-letters", "                     "})
    void isNotMadeWithoutASecret(String secret) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Signed(secret));
    }

    @Test
    void settingsKeepTheirSecrets() {
        assertThat(settings().toString()).doesNotContain(SECRET).doesNotContain("xoxb");
    }

    private Passage check(String timestamp, String signature, String body) {
        return guard.check(List.of(timestamp), List.of(signature), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(String payload) {
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    private static String sign(String timestamp, String body) {
        return sign(timestamp, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SlackSettings settings() {
        return new SlackSettings(
                "xoxb-1",
                new Signed(SECRET),
                "A1",
                "T1",
                "C1",
                URI.create("https://slack.example/api/"),
                Optional.empty());
    }
}
