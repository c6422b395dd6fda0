// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Outcome;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import gateway.recording.EvidenceRecord.Decided;
import gateway.recording.EvidenceRecord.Failed;
import gateway.recording.EvidenceRecord.Finished;
import gateway.recording.EvidenceRecord.Lost;
import gateway.recording.log.Leaf;
import gateway.recording.log.LogFailure;
import gateway.recording.log.LogSettings;
import gateway.recording.log.SegmentLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Subject;

/// Evidence in a [SegmentLog]: what the line decides is on disk before it goes on.
public final class RecordedEvidence implements Evidence, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RecordedEvidence.class.getName());

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

    private final SegmentLog log;
    private final InstantSource clock;

    /// How many records are missing that the log could not take; told by the next one that it takes.
    private final AtomicInteger lost = new AtomicInteger();

    private RecordedEvidence(SegmentLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /// Opens the log, or makes a new one. Holds its directory until closed.
    ///
    /// @throws LogFailure if it cannot be continued; the message is for the operator
    public static RecordedEvidence open(LogSettings settings, InstantSource clock) throws IOException, LogFailure {
        return new RecordedEvidence(SegmentLog.open(settings, clock), clock);
    }

    @Override
    public void decided(Exchange exchange, Session session, Ruling ruling) {
        recordDurably(new Decided(exchange, session, ruling));
    }

    @Override
    public void finished(Exchange exchange, Outcome outcome) {
        record(new Finished(exchange, outcome));
        outcome.because().ifPresent(why -> {
            String line = line(exchange, "failed in mid-stream", why.code(), why.message());
            explain(why.code(), line, Optional.empty());
        });
    }

    @Override
    public void failed(Exchange exchange, Optional<Subject> caller, Failure failure) {
        record(new Failed(exchange, caller, failure.reason()));
        DenialCode code = failure.reason().code();
        Optional<Throwable> cause = Optional.ofNullable(failure.getCause());
        Object why = cause.isPresent() ? cause.get() : failure.reason().message();
        explain(code, line(exchange, "failed", code, why), cause);
    }

    /// Callers learn an id and no cause; with the id, the operator finds the cause here.
    private static void explain(DenialCode code, String line, Optional<Throwable> cause) {
        switch (code) {
            case G501, G502, G503 -> LOG.log(Level.WARNING, line);
            case G504 -> LOG.log(Level.ERROR, line, cause.orElse(null)); // a defect has a place
            case G101,
                    G102,
                    G103,
                    G104,
                    G105,
                    G106,
                    G107,
                    G108,
                    G109,
                    G110,
                    G111,
                    G112,
                    G113,
                    G114,
                    G115,
                    G116,
                    G117,
                    G505 -> {
                // the caller was told all there is to know
            }
        }
    }

    /// One line, though targets and callers have a say in what it says.
    private static String line(Exchange exchange, String what, DenialCode code, Object why) {
        String line = "exchange %s to %s %s, %s: %s"
                .formatted(exchange.id(), exchange.command().target(), what, code, why);
        return CONTROLS.matcher(line).replaceAll(" ");
    }

    /// Records what has happened and cannot be stopped any more. Returns at once; durable with the next
    /// group commit. Never throws: where the log is broken nothing new is let through, and the operator
    /// has been told.
    public void record(EvidenceRecord record) {
        try {
            log.appendUnawaited(leaf(record));
        } catch (LogFailure e) { // told with its trace when the log broke
            lost.incrementAndGet();
            LOG.log(Level.ERROR, "not on record: " + kind(record) + ", " + e.getMessage());
        } catch (RuntimeException defect) {
            lost.incrementAndGet();
            LOG.log(Level.ERROR, "not on record: " + kind(record), defect);
        }
    }

    private static String kind(EvidenceRecord record) {
        return record.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// Records what must not happen unrecorded; returns when it is durable.
    ///
    /// @throws Failure G503 if it cannot be made durable
    public void recordDurably(EvidenceRecord record) {
        try {
            log.append(leaf(record)).awaitDurable();
        } catch (LogFailure | IllegalArgumentException e) {
            throw new Failure(
                    DenialCode.G503, "This request could not be put on record, so it was not let through.", e);
        }
    }

    private Leaf leaf(EvidenceRecord record) throws LogFailure {
        Leaf leaf = RecordJson.leaf(record, clock.instant());
        if (lost.get() > 0) {
            tellLost();
        }
        return leaf;
    }

    private void tellLost() throws LogFailure {
        int missing = lost.getAndSet(0);
        try {
            if (missing > 0) {
                log.appendUnawaited(RecordJson.leaf(new Lost(missing), clock.instant()));
            }
        } catch (LogFailure e) {
            lost.addAndGet(missing);
            throw e;
        }
    }

    /// Why nothing can be recorded at the moment, for health and metrics; empty while all is well.
    public Optional<Throwable> broken() {
        return log.broken();
    }

    /// The line that lets others check this log's signatures.
    public String publicKey() {
        return log.publicKey();
    }

    @Override
    public void close() throws LogFailure {
        log.close();
    }
}
