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
        evidence.failed(Samples.exchange("x2"), new Failure(DenialCode.G501, "The target is down."));
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
        evidence.failed(Samples.exchange("x1"), new Failure(DenialCode.G110, "No token."));
        evidence.close();

        RecordedDecision found = reader.last(20).getFirst();

        assertThat(found.effect()).isEqualTo("none");
        assertThat(found.code()).isEqualTo("G110");
        assertThat(found.resource()).isEqualTo("gpt");
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
                    evidence.failed(Samples.exchange("x1"), new Failure(DenialCode.G501, "Down."));
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
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        var logger = (Logger) LoggerFactory.getLogger(RecordedEvidence.class);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(told);
        try {
            var cause = new IOException("no connection to inside:9\nrefused");
            evidence.failed(Samples.exchange("x1"), new Failure(code, "It failed.", cause));
        } finally {
            logger.detachAppender(told);
            logger.setAdditive(true);
            logger.setLevel(null);
            evidence.close();
        }
        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo(line == null ? List.of() : List.of(line));
    }
}
