// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.approval.FakeSlack.Message;
import gateway.approval.FakeSlack.Trouble;
import gateway.storage.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.decision.Ask;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Subject;

/// From a held command to a card, a press and back, over real HTTP both ways.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlackApprovalTest {

    private static final String APPROVE = "hpol_approve";
    private static final String DENY = "hpol_deny";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Ask ONE_DBA = ask(1, "dba", WITHIN);

    private ControlPlane plane;
    private FakeSlack slack;
    private ApprovalDesk desk;
    private String body;

    @BeforeAll
    void start() throws IOException {
        plane = ControlPlane.start(List.of(
                reviewer("alice", "U0ALICE", "engineering", "dba"),
                reviewer("bob", "U0BOB", "dba"),
                reviewer("carol", "U0CAROL", "dba"),
                reviewer("erin", "U0ERIN", "sales"),
                reviewer("guest", "U0GUEST", "dba"),
                reviewer("robot", "U0ROBOT", "dba"),
                reviewer("gone", "U0GONE", "dba"),
                reviewer("far", "U0FAR", "dba")));
        slack = plane.slack;
        desk = plane.office().desk();
        for (String user : List.of("U0ALICE", "U0BOB", "U0CAROL", "U0ERIN", "U0NOBODY")) {
            slack.user(user, FakeSlack.TEAM);
        }
        slack.user("U0GUEST", FakeSlack.TEAM, "is_restricted");
        slack.user("U0ROBOT", FakeSlack.TEAM, "is_bot");
        slack.user("U0GONE", FakeSlack.TEAM, "deleted");
        slack.user("U0FAR", "T0OTHER", "is_stranger");
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @BeforeEach
    void anotherBody() {
        body = UUID.randomUUID().toString();
        slack.posts.clear();
        slack.updates.clear();
        slack.whispers.clear();
        slack.notes.clear();
        slack.dialogues.clear();
    }

    @AfterEach
    void nothingWasWrong() {
        assertThat(slack.faults).isEmpty();
        assertThat(slack.calls).doesNotContain("auth.test");
    }

    @Test
    void aPressReleasesTheCommandAndTheCardSaysSo() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        assertThat(card.text()).isEqualTo("Approval needed: POST on orders (prod)");
        assertThat(SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri())).isEqualTo(200);
        assertThat(command.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Granted.class,
                        granted -> assertThat(granted.grant().reviewers()).containsExactly("corp/bob"));
        Message after = updated(card, "Approved, and run");
        assertThat(after.button(APPROVE)).isEmpty();
        assertThat(after.blocks().toString()).contains("yes by person corp/bob");
    }

    @Test
    void aDialogueAsksWhyNotAndDenies() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        deny(card, "U0BOB", "Not before the backup is done.");
        assertRefused(command, DenialCode.G104, "Denied by bob: Not before the backup is done.");
        Message after = updated(card, "Denied");
        assertThat(after.button(DENY)).isEmpty();
        assertThat(after.blocks().toString()).contains("Not before the backup is done.");
    }

    @Test
    void aReasonMayBeLeftOut() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        deny(slack.posts.take(), "U0BOB", "");
        assertRefused(command, DenialCode.G104, "Denied by bob.");
    }

    @Test
    void whoClosesTheDialogueHasSaidNothing() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        SlackPress.on(card, DENY, "U0BOB").send(plane.uri());
        slack.dialogues.take();
        SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri());
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_LATE", "UNAVAILABLE", "RATE_LIMITED"})
    void aNoDoesNotHangOnADialogue(Trouble trouble) throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        slack.next("views.open", trouble);
        SlackPress.on(card, DENY, "U0BOB").send(plane.uri());
        assertRefused(command, DenialCode.G104, "Denied by bob.");
    }

    /// What it is about came from us, but it comes back from outside.
    @Test
    void aTamperedDialogueAnswersNothing() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        SlackPress.on(card, DENY, "U0BOB").send(plane.uri());
        FakeSlack.Dialogue dialogue = slack.dialogues.take();
        for (String about : List.of("", "x", "' OR 1=1 C0CARDS 1", UUID.randomUUID() + " C0CARDS 1.1")) {
            int status = SlackPress.submitting(dialogue, "no")
                    .but(payload -> ((com.fasterxml.jackson.databind.node.ObjectNode) payload.path("view"))
                            .put("private_metadata", about))
                    .send(plane.uri());
            assertThat(status).isEqualTo(200);
        }
        assertThat(slack.whispers.take().text()).contains("no such approval request");
        assertStillPending(command);
    }

    @Test
    void whoeverAskedIsToldWhatBecameOfIt() throws Exception {
        HeldCommand.send(desk, body, LONG, ONE_DBA);
        deny(slack.posts.take(), "U0BOB", "Use the replica.");
        FakeSlack.Note note = slack.notes.take();
        while (!note.text().startsWith("Denied")) { // of the tests before this one
            note = slack.notes.take();
        }
        assertThat(note.user()).isEqualTo("U0ALICE");
        assertThat(note.text()).isEqualTo("Denied: POST on orders (prod)");
        assertThat(note.blocks().toString()).contains("Use the replica.", "person corp/bob");
    }

    /// Fills in the dialogue that opens.
    private void deny(Message card, String user, String reason) throws Exception {
        assertThat(SlackPress.on(card, DENY, user).send(plane.uri())).isEqualTo(200);
        assertThat(SlackPress.submitting(slack.dialogues.take(), reason).send(plane.uri()))
                .isEqualTo(200);
    }

    @Test
    void twoPeopleAreTwoPeople() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ask(2, "dba", WITHIN));
        Message card = slack.posts.take();
        SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri());
        Message half = updated(card, "Needs 1 more of dba");
        SlackPress.on(half, APPROVE, "U0BOB").send(plane.uri());
        assertThat(slack.whispers.take().text()).contains("said yes already");
        assertThat(command.waiting()).isTrue();
        SlackPress.on(half, APPROVE, "U0CAROL").send(plane.uri());
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of("not linked", "U0NOBODY", "not linked"),
                Arguments.of("the requester", "U0ALICE", "your own"),
                Arguments.of("not in the group", "U0ERIN", "asks for dba"),
                Arguments.of("a guest", "U0GUEST", "full members"),
                Arguments.of("a bot", "U0ROBOT", "full members"),
                Arguments.of("deactivated", "U0GONE", "full members"),
                Arguments.of("from a connected workspace", "U0FAR", "full members"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void whoMayNotAnswerIsToldPrivately(String who, String user, String words) throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        for (boolean yes : List.of(true, false)) {
            if (yes) {
                assertThat(SlackPress.on(card, APPROVE, user).send(plane.uri())).isEqualTo(200);
            } else {
                deny(card, user, "no");
            }
            FakeSlack.Whisper told = slack.whispers.take();
            assertThat(told.user()).isEqualTo(user);
            assertThat(told.text()).contains(words);
        }
        assertStillPending(command);
    }

    @Test
    void twoClicksAreOneVerdict() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri());
        SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri());
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
        assertThat(slack.whispers.take().text()).contains("approved already by bob");
    }

    @Test
    void theLoserOfTwoIsToldWhoWon() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        deny(card, "U0BOB", "no");
        assertRefused(command, DenialCode.G104, "bob");
        SlackPress.on(card, APPROVE, "U0CAROL").send(plane.uri());
        assertThat(slack.whispers.take())
                .isEqualTo(new FakeSlack.Whisper("U0CAROL", "This request was denied already by bob."));
    }

    @Test
    void aClickAfterExpiryComesTooLate() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        TestDatabase.endAllTime(plane.source);
        assertRefused(command, DenialCode.G105, "Nobody answered");
        SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri());
        assertThat(slack.whispers.take().text()).contains("expired");
        assertThat(updated(card, "Expired").button(APPROVE)).isEmpty();
    }

    @Test
    void aTamperedButtonAnswersNothing() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        for (String value : List.of(UUID.randomUUID().toString(), "' OR 1=1", "\u0000", "x".repeat(5000))) {
            SlackPress.on(card, APPROVE, "U0BOB")
                    .but(payload -> ((com.fasterxml.jackson.databind.node.ObjectNode) payload.at("/actions/0"))
                            .put("value", value))
                    .send(plane.uri());
            assertThat(slack.whispers.take().text()).contains("no such approval request");
        }
        assertStillPending(command);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DROPPED_AFTER")
    void aCardComesLateWhenSlackIsInTrouble(Trouble trouble) throws Exception {
        slack.next("chat.postMessage", trouble);
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        SlackPress.on(slack.posts.take(), APPROVE, "U0BOB").send(plane.uri());
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    @Test
    void allCopiesOfACardThatWasDeliveredTwiceAreUpdated() throws Exception {
        slack.next("chat.postMessage", Trouble.DROPPED_AFTER);
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message lost = slack.posts.take();
        Message known = slack.posts.take();
        assertThat(lost.ts()).isNotEqualTo(known.ts());
        SlackPress.on(lost, APPROVE, "U0BOB").send(plane.uri());
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
        while (slack.message(lost.ts()).button(APPROVE).isPresent()
                || slack.message(known.ts()).button(APPROVE).isPresent()) {
            slack.updates.take();
        }
    }

    @Test
    void aClickIsProcessedOnceSlackIsBack() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        slack.next("users.info", Trouble.UNAVAILABLE, Trouble.DROPPED_BEFORE);
        assertThat(SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri())).isEqualTo(200);
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    @Test
    void aCardThatWasDeletedStopsNothing() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA);
        Message card = slack.posts.take();
        slack.delete(card.ts());
        plane.office().approvals().vote(id(card), Samples.CAROL, true, "", "api");
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    @Test
    void aClientThatLeavesTakesItsCardAlong() throws Exception {
        HeldCommand command = HeldCommand.send(desk, body, LONG, ONE_DBA).held();
        Message card = slack.posts.take();
        command.leave();
        assertThat(updated(card, "Cancelled").button(APPROVE)).isEmpty();
        SlackPress.on(card, APPROVE, "U0BOB").send(plane.uri());
        assertThat(slack.whispers.take().text()).contains("cancelled: the client left");
    }

    private void assertStillPending(HeldCommand command) {
        assertThat(command.waiting()).isTrue();
        command.leave();
        assertRefused(command, DenialCode.G107, "left");
    }

    private static String id(Message card) {
        return card.button(APPROVE).orElseThrow().path("value").asText();
    }

    /// Blocks until this card was updated to say so.
    private Message updated(Message card, String words) throws InterruptedException {
        while (true) {
            Message update = slack.updates.poll(1, TimeUnit.MINUTES);
            assertThat(update).as("a card that says " + words).isNotNull();
            if (update.ts().equals(card.ts()) && update.blocks().toString().contains(words)) {
                return update;
            }
        }
    }

    private static void assertRefused(HeldCommand command, DenialCode code, String words) {
        assertThat(command.settlement()).isInstanceOfSatisfying(Settlement.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(code);
            assertThat(refused.reason().message()).contains(words);
        });
    }

    private static Reviewer reviewer(String id, String slackUser, String... groups) {
        return new Reviewer(Subject.person(id, "corp", List.of(groups)), Optional.of(slackUser));
    }
}
