// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import gateway.identity.TestIssuer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Signing in to the inbox, as it should be and as it should not.
final class SignInTest {

    @TempDir
    static Path directory;

    private static InboxSite inbox;

    @BeforeAll
    static void start() throws Exception {
        inbox = new InboxSite(directory);
    }

    @AfterAll
    static void stop() {
        inbox.close();
    }

    @Test
    void aStrangerIsSentToTheProvider() throws Exception {
        TestBrowser browser = inbox.browser();
        assertThat(TestBrowser.location(browser.get("/"))).hasToString("/inbox");
        assertThat(TestBrowser.location(browser.get("/inbox"))).hasToString("/sign-in?to=/inbox");
        assertThat(TestBrowser.location(browser.get("/inbox/abc?x=1"))).hasToString("/sign-in?to=/inbox/abc");

        HttpResponse<String> sent = browser.get("/sign-in?to=/inbox/abc");

        URI provider = TestBrowser.location(sent);
        assertThat(provider.toString()).startsWith(inbox.provider.address() + "/authorize?response_type=code&");
        Map<String, String> question = TestProvider.question(provider);
        assertThat(question)
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("redirect_uri", "https://hpol.example/signed-in")
                .containsEntry("scope", "openid profile")
                .containsEntry("code_challenge_method", "S256");
        for (String secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(question.get(secret)).matches("[0-9A-Za-z_-]{43}");
        }
        assertThat(sent.headers().firstValue("set-cookie").orElse(""))
                .matches(
                        "__Host-hpol-sign-in=[0-9A-Za-z_-]{43}; Max-Age=600;.* Path=/; Secure; HTTPOnly; SameSite=Lax");

        HttpResponse<String> back = inbox.back(browser, question, good(question));

        assertThat(TestBrowser.location(back)).hasToString("/inbox/abc");
        String session = String.join("\n", back.headers().allValues("set-cookie"));
        assertThat(session)
                .containsPattern("__Host-hpol-session=[0-9A-Za-z_-]{43}; .*Path=/; Secure; HTTPOnly; SameSite=Lax")
                .contains("__Host-hpol-sign-in=; Max-Age=0");
        assertThat(browser.get("/inbox").body()).contains("Nothing waits for you.", "<span>lea</span>");
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/", "//evil.example", "/sign-in", "/inbox/../approvals", "/inbox/x?y", "''"})
    void nowhereElseIsLedTo(String to) throws Exception {
        TestBrowser browser = inbox.browser();
        Map<String, String> question = TestProvider.question(TestBrowser.location(browser.get("/sign-in?to=" + to)));
        assertThat(TestBrowser.location(inbox.back(browser, question, good(question))))
                .hasToString("/inbox");
    }

    @Test
    void aStateCountsOnceInTheBrowserItWasGivenTo() throws Exception {
        TestBrowser browser = inbox.browser();
        Map<String, String> question = InboxSite.begin(browser);
        assertRefused(browser.get("/signed-in?code=x"), "was not begun in this browser");
        assertRefused(browser.get("/signed-in?code=x&state=x"), "was not begun in this browser");

        TestBrowser other = inbox.browser();
        InboxSite.begin(other);
        assertRefused(inbox.back(other, question, good(question)), "was not begun in this browser");
        assertThat(inbox.provider.redeemed).as("no code was looked at").doesNotContain("no");

        question = InboxSite.begin(browser);
        var cookies = Map.copyOf(browser.cookies);
        assertThat(inbox.back(browser, question, good(question)).statusCode()).isEqualTo(303);
        browser.cookies.putAll(cookies);
        assertRefused(inbox.back(browser, question, good(question)), "is over already");
    }

    @Test
    void aCodeThatTheProviderDoesNotTakeIsNone() throws Exception {
        TestBrowser browser = inbox.browser();
        Map<String, String> question = InboxSite.begin(browser);
        assertRefused(browser.get("/signed-in?code=used&state=" + question.get("state")), "did not take the code");
        question = InboxSite.begin(browser);
        Map<String, String> others = InboxSite.begin(inbox.browser());
        String stolen = inbox.provider.signedIn(others, good(question)); // its verifier is another one
        assertRefused(
                browser.get("/signed-in?code=" + stolen + "&state=" + question.get("state")), "did not take the code");
    }

    @Test
    void whatTheProviderRefusesIsTold() throws Exception {
        TestBrowser browser = inbox.browser();
        Map<String, String> question = InboxSite.begin(browser);
        assertRefused(
                browser.get("/signed-in?error=access_denied%3Cb%3E&state=" + question.get("state")),
                "The identity provider said no: access_denied&lt;b&gt;");
        question = InboxSite.begin(browser);
        String code = inbox.provider.signedIn(question, good(question));
        assertRefused(
                browser.get(
                        "/signed-in?code=%s&state=%s&iss=https://other.test".formatted(code, question.get("state"))),
                "came from another issuer");
    }

    static List<Arguments> badTokens() {
        Instant past = Instant.now().minusSeconds(7_200);
        return List.of(
                bad(
                        "answers another sign-in",
                        (claims, issuer) ->
                                issuer.sign(claims.claim("nonce", "x").build())),
                bad(
                        "answers another sign-in",
                        (claims, issuer) ->
                                issuer.sign(claims.claim("nonce", null).build())),
                bad(
                        "for another audience",
                        (claims, issuer) -> issuer.sign(claims.audience("hpol").build())),
                bad(
                        "for another client",
                        (claims, issuer) -> issuer.sign(claims.audience(List.of(TestProvider.CLIENT, "x"))
                                .build())),
                bad(
                        "for another client",
                        (claims, issuer) -> issuer.sign(claims.claim("azp", "x").build())),
                bad(
                        "issuer is not known",
                        (claims, issuer) ->
                                issuer.sign(claims.issuer("https://x.test").build())),
                bad(
                        "has expired",
                        (claims, issuer) -> issuer.sign(
                                claims.expirationTime(Date.from(past)).build())),
                bad(
                        "has no expiry",
                        (claims, issuer) ->
                                issuer.sign(claims.expirationTime(null).build())),
                bad("signature does not verify", (claims, issuer) -> new TestIssuer("k1").sign(claims.build())),
                bad(
                        "algorithm that is not accepted",
                        (claims, issuer) -> TestIssuer.hmac("k1", "k".repeat(32), claims.build())),
                bad("not a JSON Web Token", (claims, issuer) -> "x"));
    }

    private static Arguments bad(String why, BiFunction<JWTClaimsSet.Builder, TestIssuer, String> token) {
        return Arguments.of(why, token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void anIdTokenThatIsNotBelievedSignsNobodyIn(String why, BiFunction<JWTClaimsSet.Builder, TestIssuer, String> token)
            throws Exception {
        TestBrowser browser = inbox.browser();
        Map<String, String> question = InboxSite.begin(browser);
        String idToken = token.apply(TestProvider.claims("lea", question, "leads"), inbox.site.issuer);
        assertRefused(inbox.back(browser, question, idToken), why);
        assertThat(browser.get("/inbox").statusCode()).isEqualTo(303);
    }

    @Test
    void anIdTokenIsNoBearerToken() throws Exception {
        String token = good(Map.of("nonce", "n"));
        assertThat(inbox.site
                        .get(inbox.gateway.controlAddress(), "/approvals", token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoSignsOutIsOut() throws Exception {
        TestBrowser lea = inbox.signedIn("lea", "leads");
        var before = Map.copyOf(lea.cookies);
        HttpResponse<String> out = lea.post("/sign-out", Map.of("key", TestBrowser.key(lea.get("/inbox"))));
        assertThat(out.body()).contains("You are signed out here.");
        assertThat(lea.cookies).isEmpty();
        lea.cookies.putAll(before);
        assertThat(lea.get("/inbox").statusCode()).isEqualTo(303);
    }

    @Test
    void aNewSignInEndsTheOneBefore() throws Exception {
        TestBrowser lea = inbox.signedIn("lea", "leads");
        var before = Map.copyOf(lea.cookies);
        Map<String, String> question = InboxSite.begin(lea);
        inbox.back(lea, question, good(question));
        assertThat(lea.cookies).doesNotContainValue(before.get("__Host-hpol-session"));
        TestBrowser old = inbox.browser();
        old.cookies.putAll(before);
        assertThat(old.get("/inbox").statusCode()).isEqualTo(303);
    }

    @Test
    void withoutTheSettingThereIsNoInbox(@TempDir Path other) throws Exception {
        var site = new TestSite(other);
        try (Gateway gateway = site.start(URI.create("http://127.0.0.1:1"))) {
            for (String path : List.of("/inbox", "/inbox/x", "/sign-in", "/signed-in?state=x")) {
                HttpResponse<String> answer = site.get(gateway.controlAddress(), path, "");
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).contains("The inbox is not turned on.", "<code>sign-in</code>");
            }
            assertThat(site.get(gateway.controlAddress(), "/approvals", site.issuer.token("lea", "leads"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String good(Map<String, String> question) {
        return inbox.site.issuer.sign(
                TestProvider.claims("lea", question, "leads").build());
    }

    private static void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(why);
        assertThat(String.join("", answer.headers().allValues("set-cookie"))).doesNotContain("hpol-session");
    }
}
