// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import gateway.exchange.Failure;
import gateway.exchange.Outcome;
import gateway.exchange.Outcome.Ending;
import gateway.recording.log.LogSettings;
import gateway.recording.log.LogVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Reason;

final class RecordedEvidenceTest {

    @TempDir
    private Path directory;

    private RecordedEvidence evidence;
    private EvidenceReader reader;

    @BeforeEach
    void open() throws Exception {
        evidence = RecordedEvidence.open(LogSettings.of(directory, "tests"), InstantSource.system());
        reader = new EvidenceReader(directory);
    }

    @Test
    void whatWasDecidedIsReadBackWhileTheGatewayRuns() throws Exception {
        decide("x1", Samples.deny());

        RecordedDecision found = reader.last(20).getFirst();

        assertThat(found.exchange()).isEqualTo("x1");
        assertThat(found.effect()).isEqualTo("deny");
        assertThat(found.subject()).isEqualTo("sso/bot for sso/ann");
        assertThat(found.action()).isEqualTo("chat");
        assertThat(found.resource()).isEqualTo("gpt");
        assertThat(found.rules()).containsExactly("guard.keys");
        assertThat(found.code()).isEqualTo("G101");
        assertThat(found.message()).isEqualTo("Take the key out of the prompt.");
        assertThat(found.revision()).isEqualTo(Samples.REVISION.hash());
        assertThat(found.ending()).isEmpty();
        evidence.close();
    }

    @Test
    void aDecisionIsJoinedWithWhatBecameOfIt() throws Exception {
        decide("x1", Samples.permit());
        decide("x2", Samples.permit());
        evidence.finished(Samples.exchange("x1"), new Outcome(Ending.COMPLETE, 200, 10, 20, Map.of("email", 3)));
        evidence.failed(Samples.exchange("x2"), Optional.empty(), new Failure(DenialCode.G501, "The target is down."));
        evidence.close();

        var found = reader.last(20);

        assertThat(found).extracting(RecordedDecision::exchange).containsExactly("x2", "x1");
        assertThat(found.getFirst().ending().orElseThrow().how()).isEqualTo("failed");
        assertThat(found.getFirst().ending().orElseThrow().code()).isEqualTo("G501");
        assertThat(found.getLast().ending().orElseThrow().status()).isEqualTo(200);
        assertThat(found.getLast().ending().orElseThrow().masked()).containsEntry("email", 3);
    }

    @Test
    void whyAReplyWasCutIsTold() throws Exception {
        decide("x1", Samples.permit());
        var why = Optional.of(Reason.of(DenialCode.G114, "The reply is not valid UTF-8."));
        evidence.finished(Samples.exchange("x1"), new Outcome(Ending.REPLY_CUT, 200, 10, 20, Map.of(), why));
        evidence.close();

        var ending = reader.last(20).getFirst().ending().orElseThrow();
        assertThat(ending.how()).isEqualTo("reply_cut");
        assertThat(ending.code()).isEqualTo("G114");
    }

    @Test
    void aRequestThatFailedBeforeItWasDecidedIsListedToo() throws Exception {
        evidence.failed(Samples.exchange("x1"), Optional.empty(), new Failure(DenialCode.G110, "No token."));
        evidence.close();

        RecordedDecision found = reader.last(20).getFirst();

        assertThat(found.effect()).isEqualTo("none");
        assertThat(found.code()).isEqualTo("G110");
        assertThat(found.resource()).isEqualTo("gpt");
        assertThat(found.subjects()).isEmpty();
    }

    @Test
    void whoWasKnownWhenItFailedIsOnRecord() throws Exception {
        var caller = Optional.of(Samples.agent(0));
        evidence.failed(Samples.exchange("x1"), caller, new Failure(DenialCode.G111, "No such target."));
        evidence.close();

        assertThat(reader.last(20).getFirst().subjects()).containsExactly("sso/bot", "sso/ann");
    }

    /// Its body was awaited; that it did not come is no failure of anybody's.
    @ParameterizedTest
    @CsvSource({"G112, CLIENT_LEFT, client_left", "G112, REFUSED, failed", "G501, CLIENT_LEFT, failed"})
    void aClientThatLeftBeforeItsRequestWasCompleteHasLeft(DenialCode code, Ending ending, String how)
            throws Exception {
        evidence.failed(Samples.exchange("x1"), Optional.empty(), new Failure(code, "It failed."));
        evidence.finished(Samples.exchange("x1"), new Outcome(ending, 0, 0, 0, Map.of()));
        evidence.close();

        assertThat(reader.last(20).getFirst().ending().orElseThrow().how()).isEqualTo(how);
    }

    @Test
    void onlyTheRulesThatMadeADecisionDecidedIt() throws Exception {
        var applied = List.of(Samples.ALLOW, Samples.DENY, Samples.APPROVE, Samples.MASK);
        var basis = new Basis(Samples.REVISION, applied, List.of(), List.of());
        decide("x1", new Decision.Deny(basis, Reason.of(DenialCode.G101, "No.")));
        decide("x2", new Decision.NeedsApproval(basis, List.of(Samples.ASK), List.of()));
        decide("x3", new Decision.Permit(basis, List.of()));
        var unenforceable = new Reason(DenialCode.G107, "It cannot be.", Optional.empty(), Optional.of(Samples.MASK));
        decide("x4", new Decision.Deny(basis, unenforceable));
        decide("x5", new Decision.Deny(Samples.basis(Samples.ALLOW), Reason.of(DenialCode.G102, "Nothing.")));
        evidence.close();

        assertThat(reader.last(20).reversed())
                .extracting(RecordedDecision::deciding)
                .containsExactly(
                        List.of("guard.keys"),
                        List.of("guard.prod"),
                        List.of("guard.chats"),
                        List.of("guard.keys", "guard.hide"),
                        List.of());
    }

    @Test
    void ofThoseThatAreWantedTheNewestAreFoundHoweverOld() throws Exception {
        for (int i = 0; i < 20; i++) {
            decide("x" + i, i % 5 == 0 ? Samples.deny() : Samples.permit());
            evidence.finished(Samples.exchange("x" + i), Outcome.refused(400 + i));
        }
        evidence.close();

        var found = reader.last(2, decision -> decision.effect().equals("deny"));

        assertThat(found).extracting(RecordedDecision::exchange).containsExactly("x15", "x10");
        assertThat(found)
                .extracting(decision -> decision.ending().orElseThrow().status())
                .containsExactly(415, 410);
    }

    @Test
    void anApprovedExchangeHasTheDecisionBeforeAndTheOneAfter() throws Exception {
        decide("x1", Samples.asking());
        decide("x1", Samples.permit());
        evidence.finished(Samples.exchange("x1"), Outcome.refused(200));
        evidence.close();

        assertThat(reader.last(20)).extracting(RecordedDecision::effect).containsExactly("allow", "approve");
    }

    @Test
    void onlyTheNewestAreReadAndSegmentsDoNotMatter() throws Exception {
        evidence.close();
        var small = new LogSettings(
                directory,
                "tests",
                4096,
                1000,
                java.time.Duration.ofMinutes(1),
                java.time.Duration.ofHours(1),
                java.time.Duration.ofHours(1));
        try (var rolling = RecordedEvidence.open(small, InstantSource.system())) {
            for (int i = 0; i < 50; i++) {
                rolling.recordDurably(Samples.decided("x" + i, Samples.permit()));
            }
        }

        assertThat(reader.last(3)).extracting(RecordedDecision::exchange).containsExactly("x49", "x48", "x47");
        assertThat(reader.last(0)).isEmpty();
        assertThat(reader.last(1000)).hasSize(50);
    }

    @Test
    void whereThereIsNoLogThereAreNoDecisions() throws Exception {
        assertThat(new EvidenceReader(directory.resolve("nowhere")).last(20)).isEmpty();
    }

    @Test
    void afterTheEndNothingIsLetThroughAndNothingThrowsThatMustNot() throws Exception {
        evidence.close();

        assertThatThrownBy(() -> decide("x1", Samples.permit())).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.reason().code()).isEqualTo(DenialCode.G503);
            assertThat(failure.reason().message()).doesNotContain(directory.toString());
        });
        assertThatCode(() -> {
                    evidence.finished(Samples.exchange("x1"), Outcome.refused(403));
                    evidence.failed(Samples.exchange("x1"), Optional.empty(), new Failure(DenialCode.G501, "Down."));
                })
                .doesNotThrowAnyException();
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    private void decide(String exchange, Decision decision) {
        var decided = Samples.decided(exchange, decision);
        evidence.decided(decided.exchange(), decided.session(), decided.ruling());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        G501 | exchange x1 to gpt failed, G501: java.io.IOException: no connection to inside:9 refused
        G504 | exchange x1 to gpt failed, G504: java.io.IOException: no connection to inside:9 refused
        G110 |
        """)
    void theOperatorFindsInOneLineWhatTheCallerIsNotTold(DenialCode code, @Nullable String line) throws Exception {
        List<String> told = logged(() -> {
            var cause = new IOException("no connection to inside:9\nrefused");
            evidence.failed(Samples.exchange("x1"), Optional.empty(), new Failure(code, "It failed.", cause));
        });
        assertThat(told).isEqualTo(line == null ? List.of() : List.of(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        G501 | exchange x1 to gpt failed in mid-stream, G501: The target broke off its answer.
        G502 | exchange x1 to gpt failed in mid-stream, G502: The target broke off its answer.
        G504 | exchange x1 to gpt failed in mid-stream, G504: The target broke off its answer.
        G114 |
        """)
    void theOperatorFindsWhatCutAReply(DenialCode code, @Nullable String line) throws Exception {
        var why = Optional.of(Reason.of(code, "The target broke off its\nanswer."));
        List<String> told = logged(() ->
                evidence.finished(Samples.exchange("x1"), new Outcome(Ending.REPLY_CUT, 200, 1, 2, Map.of(), why)));
        assertThat(told).isEqualTo(line == null ? List.of() : List.of(line));
    }

    private List<String> logged(Runnable what) throws Exception {
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        var logger = (Logger) LoggerFactory.getLogger(RecordedEvidence.class);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(told);
        try {
            what.run();
        } finally {
            logger.detachAppender(told);
            logger.setAdditive(true);
            logger.setLevel(null);
            evidence.close();
        }
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
