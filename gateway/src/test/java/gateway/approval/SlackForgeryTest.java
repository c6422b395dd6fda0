// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.request.Subject;

/// What comes to the Slack endpoint and is not a fresh press on one of our cards changes nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlackForgeryTest {

    private static final String APPROVE = "hpol_approve";

    private ControlPlane plane;
    private HeldCommand command;
    private FakeSlack.Message card;

    @BeforeAll
    void start() throws IOException {
        var bob = new Reviewer(Subject.person("bob", "corp", List.of("dba")), Optional.of("U0BOB"));
        plane = ControlPlane.start(List.of(bob));
        plane.slack.user("U0BOB", FakeSlack.TEAM);
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @BeforeEach
    void hold() throws InterruptedException {
        var desk = plane.office().desk();
        command = HeldCommand.send(desk, UUID.randomUUID().toString(), Duration.ofMinutes(5), ask(1, "dba", WITHIN));
        card = plane.slack.posts.take();
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("signed with another secret", 401, press -> press.signedWith("0".repeat(32))),
                forgery("signed with what Bolt makes of a blank secret", 401, press -> press.signedWith("---")),
                forgery("stale", 401, press -> press.at(Instant.now().minusSeconds(310))),
                forgery("dated ahead", 401, press -> press.at(Instant.now().plusSeconds(310))),
                forgery("from another app", 403, press -> press.but(p -> p.put("api_app_id", "A0OTHER"))),
                forgery("without an app", 403, press -> press.but(p -> p.remove("api_app_id"))),
                forgery(
                        "from another workspace",
                        403,
                        press -> press.but(p -> p.putObject("team").put("id", "T0OTHER"))),
                forgery(
                        "by a user of another workspace",
                        403,
                        press -> press.but(p -> ((ObjectNode) p.get("user")).put("team_id", "T0OTHER"))),
                forgery("another kind of payload", 400, press -> press.but(p -> p.put("type", "view_submission"))),
                forgery("with an ssl_check beside it", 400, press -> press.and("&ssl_check=1")),
                forgery("with a second payload", 400, press -> press.and("&payload=%7B%7D")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void isRefused(String what, int status, UnaryOperator<SlackPress> forge) throws Exception {
        SlackPress press = forge.apply(SlackPress.on(card, APPROVE, "U0BOB"));
        assertThat(press.send(plane.uri())).isEqualTo(status);
        assertNothingHappened();
    }

    @Test
    void isRefusedWithoutASignature() throws Exception {
        for (String body : List.of("ssl_check=1&token=x", "payload=%7B%7D", "{\"type\":\"url_verification\"}")) {
            assertThat(send(HttpRequest.newBuilder(endpoint()).POST(BodyPublishers.ofString(body))))
                    .isEqualTo(401);
        }
        assertNothingHappened();
    }

    @Test
    void aSignatureIsGoodOnce() throws Exception {
        HttpRequest delivery = SlackPress.on(card, "hpol_review", "U0BOB").request(plane.uri());
        assertThat(SlackPress.deliver(delivery)).isEqualTo(200);
        assertThat(SlackPress.deliver(delivery)).isEqualTo(401);
        assertNothingHappened();
    }

    @Test
    void aSignatureIsNotGoodForAnotherBody() throws Exception {
        HttpRequest review = SlackPress.on(card, "hpol_review", "U0BOB").request(plane.uri());
        HttpRequest approve = SlackPress.on(card, APPROVE, "U0BOB").request(plane.uri());
        var swapped =
                HttpRequest.newBuilder(endpoint()).POST(approve.bodyPublisher().orElseThrow());
        review.headers().map().forEach((name, values) -> values.forEach(value -> swapped.header(name, value)));
        assertThat(send(swapped)).isEqualTo(401);
        assertNothingHappened();
    }

    @Test
    void twoSignaturesAreNone() throws Exception {
        HttpRequest approve = SlackPress.on(card, APPROVE, "U0BOB").request(plane.uri());
        var twice =
                HttpRequest.newBuilder(endpoint()).POST(approve.bodyPublisher().orElseThrow());
        approve.headers().map().forEach((name, values) -> values.forEach(value -> twice.header(name, value)));
        twice.header("X-Slack-Signature", "v0=" + "0".repeat(64));
        assertThat(send(twice)).isEqualTo(401);
        assertNothingHappened();
    }

    private URI endpoint() {
        return plane.uri().resolve("/slack/events");
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    /// The control: the same card, pressed by the same person, does release the command.
    private void assertNothingHappened() throws InterruptedException {
        assertThat(command.waiting()).isTrue();
        assertThat(SlackPress.on(card, "hpol_deny", "U0BOB").send(plane.uri())).isEqualTo(200);
        assertThat(SlackPress.submitting(plane.slack.dialogues.take(), "").send(plane.uri()))
                .isEqualTo(200);
        assertThat(command.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Refused.class,
                        refused -> assertThat(refused.reason().message()).isEqualTo("Denied by bob."));
        assertThat(plane.slack.whispers).isEmpty();
    }

    private static Arguments forgery(String what, int status, UnaryOperator<SlackPress> forge) {
        return Arguments.of(what, status, forge);
    }
}
