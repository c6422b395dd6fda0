// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.FakeSlack.Message;
import gateway.approval.FakeSlack.Trouble;
import gateway.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import policy.runtime.decision.Ask;

/// Socket Mode: the same as over HTTP, with a connection that the gateway opens.
@Timeout(60)
class SlackSocketTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Ask ONE_DBA = ask(1, "dba", WITHIN);
    private static final int SLACKS_PATIENCE_SECONDS = 3;

    private FakeSlack slack;
    private HikariDataSource source;
    private ApprovalOffice office;

    @BeforeEach
    void start() throws Exception {
        slack = new FakeSlack();
        slack.user("U0BOB", FakeSlack.TEAM);
        source = TestDatabase.H2.open();
    }

    private void open() throws InterruptedException {
        office = ControlPlane.office(
                source, slack.socketSettings(), Optional.empty(), List.of(new Reviewer(BOB, Optional.of("U0BOB"))));
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
        source.close();
        slack.close();
        assertThat(slack.faults).isEmpty();
    }

    @Test
    void aPressReleasesTheCommand() throws Exception {
        open();
        WebSocket connection = slack.socket().connected();
        HeldCommand command = HeldCommand.send(office.desk(), "{}", LONG, ONE_DBA);
        deliver(connection, SlackPress.on(slack.posts.take(), "hpol_approve", "U0BOB"));
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
        assertThat(office.slackEvents()).as("nobody can send anything else").isEmpty();
    }

    @Test
    void aDialogueDenies() throws Exception {
        open();
        WebSocket connection = slack.socket().connected();
        HeldCommand command = HeldCommand.send(office.desk(), "{}", LONG, ONE_DBA);
        deliver(connection, SlackPress.on(slack.posts.take(), "hpol_deny", "U0BOB"));
        deliver(connection, SlackPress.submitting(slack.dialogues.take(), "Not today."));
        assertThat(command.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Refused.class,
                        refused -> assertThat(refused.reason().message()).isEqualTo("Denied by bob: Not today."));
    }

    @Test
    void slackIsAwayAtTheStart() throws Exception {
        slack.next("apps.connections.open", Trouble.UNAVAILABLE, Trouble.NOT_JSON);
        open();
        WebSocket connection = slack.socket().connected();
        HeldCommand command = HeldCommand.send(office.desk(), "{}", LONG, ONE_DBA);
        deliver(connection, SlackPress.on(slack.posts.take(), "hpol_approve", "U0BOB"));
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    @Test
    void aConnectionThatBreaksIsOpenedAgain() throws Exception {
        open();
        WebSocket first = slack.socket().connected();
        HeldCommand command = HeldCommand.send(office.desk(), "{}", LONG, ONE_DBA);
        Message card = slack.posts.take();
        first.close();
        WebSocket second = slack.socket().connected();
        deliver(second, SlackPress.on(card, "hpol_approve", "U0BOB"));
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    /// The control: the same press of this app and workspace does.
    @Test
    void aPressOfAnotherAppOrWorkspaceReleasesNothing() throws Exception {
        open();
        WebSocket connection = slack.socket().connected();
        HeldCommand command = HeldCommand.send(office.desk(), "{}", LONG, ONE_DBA);
        Message card = slack.posts.take();
        var forged = List.of(
                SlackPress.on(card, "hpol_approve", "U0BOB").but(press -> press.put("api_app_id", "A0OTHER")),
                SlackPress.on(card, "hpol_approve", "U0BOB")
                        .but(press -> ((ObjectNode) press.get("team")).put("id", "T0OTHER")));
        for (SlackPress press : forged) {
            assertThat(slack.socket().deliver(connection, press)).isNotDone();
        }
        deliver(connection, SlackPress.on(card, "hpol_deny", "U0BOB"));
        slack.dialogues.take();
        assertThat(command.waiting()).isTrue();
        deliver(connection, SlackPress.on(card, "hpol_approve", "U0BOB"));
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    private void deliver(WebSocket connection, SlackPress press) {
        assertThat(slack.socket().deliver(connection, press))
                .as("acknowledged")
                .succeedsWithin(SLACKS_PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
