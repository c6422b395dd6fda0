// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;

import approval.Verdict;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.FakeSlack.Message;
import gateway.approval.FakeSlack.Trouble;
import gateway.storage.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import policy.runtime.decision.Ask;
import policy.runtime.decision.DenialCode;

/// Several processes over time or at once, all on one database: nothing runs without consent, nothing vanishes.
class RestartTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Ask ONE_DBA = ask(1, "dba", WITHIN);

    private final FakeSlack slack = new FakeSlack();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(slack));

    RestartTest() throws IOException {
        slack.user("U0BOB", FakeSlack.TEAM);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        assertThat(slack.faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aClickOnOneGatewayReleasesACommandHeldByAnother(TestDatabase database) throws Exception {
        HikariDataSource source = source(database);
        ApprovalOffice holder = office(source);
        ApprovalOffice other = office(source);
        HeldCommand command = HeldCommand.send(holder.desk(), "{}", LONG, ONE_DBA);
        Message card = slack.posts.take();
        HttpRequest press = SlackPress.on(card, "hpol_approve", "U0BOB").request(URI.create("http://x/"));
        assertThat(receive(other, press)).isEqualTo(200);
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
        assertThat(receive(holder, press)).as("replayed to the other gateway").isEqualTo(401);
        assertThat(slack.posts).as("two gateways, one card").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAcknowledgedClickOutlivesTheProcessThatTookIt(TestDatabase database) throws Exception {
        HikariDataSource source = source(database);
        ApprovalOffice first = office(source);
        HeldCommand.send(first.desk(), "{}", LONG, ONE_DBA).held();
        Message card = slack.posts.take();
        first.close(); // its thread for clicks is gone: whatever it takes now, it leaves behind
        HttpRequest press = SlackPress.on(card, "hpol_approve", "U0BOB").request(URI.create("http://x/"));
        assertThat(receive(first, press)).isEqualTo(200);
        ApprovalOffice second = office(source);
        HeldCommand retry = HeldCommand.send(second.desk(), "{}", LONG, ONE_DBA);
        assertThat(retry.settlement()).isInstanceOf(Settlement.Granted.class);
        assertThat(slack.posts).as("the retry joined, nobody was asked twice").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatADeadProcessLeftPendingExpires(TestDatabase database) throws Exception {
        HikariDataSource source = source(database);
        ApprovalOffice first = office(source);
        HeldCommand.send(first.desk(), "{}", LONG, ONE_DBA).held();
        Message card = slack.posts.take();
        first.close();
        TestDatabase.endAllTime(source);
        ApprovalOffice second = office(source);
        Message last = slack.updates.take();
        assertThat(last.ts()).isEqualTo(card.ts());
        assertThat(last.blocks().toString()).contains("Expired");
        assertThat(second.approvals().pending(Optional.empty(), 9)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void withSlackAwayPeopleAnswerOverTheControlPlane(TestDatabase database) throws Exception {
        Trouble[] all = Collections.nCopies(100, Trouble.UNAVAILABLE).toArray(Trouble[]::new);
        slack.next("chat.postMessage", all);
        ApprovalOffice office = office(source(database));
        HeldCommand command =
                HeldCommand.send(office.desk(), "{}", LONG, ONE_DBA).held();
        String id = office.approvals().pending(Optional.empty(), 9).getFirst();
        office.approvals().vote(id, BOB, true, "", Verdict.API);
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
        HeldCommand unanswered = HeldCommand.send(office.desk(), "{}", LONG, ask(1, "dba", Duration.ofMillis(1)));
        assertThat(unanswered.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(DenialCode.G105));
    }

    private HikariDataSource source(TestDatabase database) {
        HikariDataSource source = database.open();
        open.add(source);
        return source;
    }

    private ApprovalOffice office(HikariDataSource source) {
        var bob = new Reviewer(BOB, Optional.of("U0BOB"));
        ApprovalOffice office = ControlPlane.office(source, slack, Optional.empty(), List.of(bob));
        open.add(office);
        return office;
    }

    private static int receive(ApprovalOffice office, HttpRequest press) throws Exception {
        var body = new BodyText();
        press.bodyPublisher().orElseThrow().subscribe(body);
        return office.slackEvents()
                .orElseThrow()
                .receive(press.headers().map(), body.bytes)
                .getStatusCode();
    }

    /// Takes the body out of a request that is not sent; a body of text arrives at once and in one piece.
    private static final class BodyText implements Flow.Subscriber<ByteBuffer> {

        private byte[] bytes = {};

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {
            bytes = new byte[item.remaining()];
            item.get(bytes);
        }

        @Override
        public void onError(Throwable throwable) {
            throw new AssertionError(throwable);
        }

        @Override
        public void onComplete() {}
    }
}
