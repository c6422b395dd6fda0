// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.InboxSite.Held;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The inbox as people use it: what it shows to whom, and what their answers do.
final class InboxTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    static Path directory;

    private static InboxSite inbox;
    private static TestBrowser lea;

    @BeforeAll
    static void start() throws Exception {
        inbox = new InboxSite(directory);
        lea = inbox.signedIn("lea", "leads");
    }

    @AfterAll
    static void stop() {
        inbox.close();
    }

    @Test
    void aYesLetsTheRequestThrough() throws Exception {
        Held held = inbox.hold("ann-1", "{\"amount\":5}");
        assertThat(lea.get("/inbox").body())
                .contains(
                        "POST on crm (test)", "corp/ann-1", "Refunds need a lead.", "Needs 1 more of leads", held.id())
                .doesNotContain("amount");
        assertThat(lea.get(held.page()).body())
                .contains(
                        "Approval needed",
                        "POST /refunds",
                        "{&quot;amount&quot;:5}",
                        "Denied by itself at",
                        ">Approve<");

        HttpResponse<String> answer = lea.press(held.page(), "approve", "the parcel came back");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(answer)).hasToString(held.page());
        assertThat(status(held)).isEqualTo(201);
        assertThat(lea.get(held.page()).body())
                .contains("Approved, and run", "Yes by person corp/lea over console", "the parcel came back")
                .doesNotContain(">Approve<");
        JsonNode verdict = told(held).get("verdicts").get(0);
        assertThat(verdict.get("channel").asText()).isEqualTo("console");
        assertThat(verdict.get("assurance").asText()).isEqualTo("sso");
    }

    @Test
    void aNoIsToldInTheReviewersWords() throws Exception {
        Held held = inbox.hold("ann-2", "{\"amount\":6}");
        assertThat(lea.press(held.page(), "deny", " use the batch job ").statusCode())
                .isEqualTo(303);
        assertThat(status(held)).isEqualTo(403);
        assertThat(held.reply().join().body()).contains("G104", "Denied by lea: use the batch job");
        assertThat(lea.get(held.page()).body()).contains("<p class=\"state denied\" role=\"status\">Denied, ");
    }

    @Test
    void whoIsLateLearnsWhoAnswered() throws Exception {
        Held held = inbox.hold("ann-3", "{\"amount\":7}");
        TestBrowser max = inbox.signedIn("max", "leads");
        String key = TestBrowser.key(max.get(held.page()));
        lea.press(held.page(), "deny", "");
        HttpResponse<String> late = max.post(held.page() + "/approve", Map.of("key", key));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("role=\"alert\">This request was denied already by lea.");
    }

    @Test
    void nobodyAnswersTheirOwn() throws Exception {
        Held held = inbox.hold("ann-4", "{\"amount\":8}");
        TestBrowser ann = inbox.signedIn("ann-4", "leads");
        assertThat(ann.get("/inbox").body()).contains("Asked by you", held.id());
        assertThat(ann.get(held.page()).body())
                .contains("This request is your own; somebody else has to answer it.")
                .doesNotContain("<button class=\"yes\"", "<button class=\"no\"");
        assertThat(ann.press(held.page(), "approve", "").statusCode()).isEqualTo(403);
        assertThat(held.reply()).isNotDone();
        lea.press(held.page(), "deny", "");
    }

    /// Neither that it is there nor that it is settled.
    @Test
    void whomItDoesNotConcernIsToldNothing() throws Exception {
        Held held = inbox.hold("ann-5", "{\"amount\":9}");
        TestBrowser eve = inbox.signedIn("eve", "sales");
        String unknown = eve.get("/inbox/" + UUID.randomUUID()).body();
        String key = TestBrowser.key(eve.get("/inbox"));
        for (boolean settled : new boolean[] {false, true}) {
            assertThat(eve.get("/inbox").body())
                    .contains("Nothing waits for you.")
                    .doesNotContain(held.id());
            assertThat(eve.get(held.page()).statusCode()).isEqualTo(404);
            assertThat(eve.get(held.page()).body()).isEqualTo(unknown);
            for (String act : new String[] {"approve", "deny", "revoke"}) {
                HttpResponse<String> answer = eve.post(held.page() + "/" + act, Map.of("key", key));
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).isEqualTo(unknown);
            }
            if (!settled) {
                assertThat(held.reply()).isNotDone();
                lea.press(held.page(), "approve", "");
            }
        }
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() throws Exception {
        Held held = inbox.hold("ann-6", "{\"amount\":10}");
        TestBrowser other = inbox.signedIn("lea", "leads");
        String foreign = TestBrowser.key(other.get(held.page()));
        String own = TestBrowser.key(lea.get(held.page()));
        for (String form : new String[] {"", "wrong", foreign, own + "x"}) {
            assertThat(lea.post(held.page() + "/approve", Map.of("key", form)).statusCode())
                    .as(form)
                    .isEqualTo(403);
        }
        assertThat(lea.post(held.page() + "/approve", Map.of("reason", "x")).statusCode())
                .isEqualTo(403);
        assertThat(lea.post(held.page() + "/approve", Map.of()).statusCode())
                .as("no body")
                .isEqualTo(400);
        for (String origin :
                new String[] {"null", "https://evil.example", "http://hpol.example", "https://hpol.example:8443"}) {
            lea.origin = origin;
            HttpResponse<String> answer = lea.post(held.page() + "/approve", Map.of("key", own));
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.body()).contains("This form was not sent by a page of your present sign-in");
        }
        lea.origin = TestBrowser.ORIGIN;
        assertThat(lea.post("/sign-out", Map.of("key", foreign)).statusCode()).isEqualTo(403);
        HttpResponse<String> nobody = inbox.browser().post(held.page() + "/approve", Map.of("key", own));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).contains("/sign-in?to=" + held.page());
        assertThat(held.reply()).isNotDone();
        lea.press(held.page(), "deny", "");
    }

    @Test
    void whatOthersWriteIsTextAndHidesNothing() throws Exception {
        Held held = inbox.hold("ann-7", "{\"note\":\"</pre><script>alert(1)</script> '\u202e1000 \u200b\"}");
        String page = lea.get(held.page()).body();
        assertThat(page)
                .contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &#39;⟨U+202E⟩1000 ⟨U+200B⟩&quot;}")
                .doesNotContain("<script", "\u202e", "\u200b");
        lea.press(held.page(), "deny", "\"><img src=x onerror=alert(1)>");
        assertThat(lea.get(held.page()).body())
                .contains("&quot;&gt;&lt;img src=x")
                .doesNotContain("<img");
        TestBrowser odd = inbox.signedIn("<b>odd</b>", "leads");
        assertThat(odd.get("/inbox").body()).contains("&lt;b&gt;odd").doesNotContain("<b>");
    }

    @Test
    void aReasonIsOneShortLine() throws Exception {
        Held held = inbox.hold("ann-8", "{\"amount\":11}");
        for (String reason : new String[] {"x".repeat(1001), "two\nlines"}) {
            HttpResponse<String> answer = lea.press(held.page(), "approve", reason);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("role=\"alert\">reason: must ");
        }
        assertThat(held.reply()).isNotDone();
        lea.press(held.page(), "deny", "");
    }

    @Test
    void anApprovalIsTakenBack() throws Exception {
        Held held = inbox.hold("ann-9", "{\"amount\":12}");
        lea.press(held.page(), "approve", "");
        assertThat(status(held)).isEqualTo(201);
        assertThat(lea.get(held.page()).body()).contains(">Revoke<");
        assertThat(lea.press(held.page(), "revoke", "a mistake").statusCode()).isEqualTo(303);
        assertThat(lea.get(held.page()).body()).contains("by lea: a mistake").doesNotContain(">Revoke<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/inbox", "/inbox/x", "/sign-in", "/signed-in", "/signed-in?state=x&code=y"})
    void noPageIsFramedKeptOrScripted(String path) throws Exception {
        for (TestBrowser browser : new TestBrowser[] {lea, inbox.browser()}) {
            var headers = browser.get(path).headers();
            assertThat(headers.firstValue("cache-control")).contains("no-store");
            assertThat(headers.firstValue("x-frame-options")).contains("DENY");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("referrer-policy")).contains("same-origin");
            assertThat(headers.firstValue("content-security-policy").orElse(""))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .endsWith("form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http");
        }
    }

    @Test
    void aSessionIsNoTokenAndATokenIsNoSession() throws Exception {
        assertThat(lea.get("/approvals").statusCode()).isEqualTo(401);
        HttpResponse<String> stranger =
                inbox.site.get(inbox.gateway.controlAddress(), "/inbox", inbox.site.issuer.token("lea", "leads"));
        assertThat(stranger.statusCode()).isEqualTo(303);
    }

    private static int status(Held held) throws Exception {
        return held.reply().get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode();
    }

    private static JsonNode told(Held held) throws Exception {
        String token = inbox.site.issuer.token("lea", "leads");
        return TestSite.json(inbox.site.get(inbox.gateway.controlAddress(), "/approvals/" + held.id(), token));
    }
}
