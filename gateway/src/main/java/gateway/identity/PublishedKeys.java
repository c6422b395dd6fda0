// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// The keys of one issuer, as last read. They are read again in the background when they are old, and at
/// once, but not often, when a token names one that is not among them.
public final class PublishedKeys {

    private static final System.Logger LOG = System.getLogger(PublishedKeys.class.getName());

    /// Keys that could not be read again for this long are believed no more: one of them may have been
    /// withdrawn.
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private static final Set<KeyType> VERIFYING = Set.of(KeyType.RSA, KeyType.EC, KeyType.OKP);

    private final String issuer;
    private final KeyOrigin origin;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile Snapshot snapshot = Snapshot.NONE;
    private volatile Instant read = Instant.EPOCH;
    private volatile Instant tried = Instant.EPOCH;

    /// One state of the keys; whoever holds on to one can tell by its identity whether it is still the
    /// current.
    static final class Snapshot {
        static final Snapshot NONE = new Snapshot(new JWKSet(), "");

        private final JWKSet keys;
        private final String text;

        private Snapshot(JWKSet keys, String text) {
            this.keys = keys;
            this.text = text;
        }

        JWKSet keys() {
            return keys;
        }
    }

    /// @param issuer its name, for the log
    public PublishedKeys(String issuer, KeyOrigin origin, InstantSource clock) {
        this.issuer = issuer;
        this.origin = origin;
        this.clock = clock;
    }

    /// Reads the keys for the first time. If it fails, that is logged, and tried again when the first
    /// token comes.
    public void load() {
        readAgain();
    }

    /// Whether there is a key among those last read that a token's signature can be verified with.
    public boolean canVerify() {
        return snapshot.keys().getKeys().stream().anyMatch(key -> VERIFYING.contains(key.getKeyType()));
    }

    /// The keys as last read; never waits.
    Snapshot current() {
        Instant now = clock.instant();
        if (isOld(now) && queued.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::readIfOld);
        }
        return believed(now);
    }

    private boolean isOld(Instant now) {
        return now.isAfter(tried.plus(origin.readAgainAfter()));
    }

    private Snapshot believed(Instant now) {
        return now.isAfter(read.plus(GOOD_FOR)) ? Snapshot.NONE : snapshot;
    }

    /// The keys after reading them again, unless somebody else has just done so.
    ///
    /// @param known what does not hold the key that is looked for
    Snapshot newerThan(Snapshot known) {
        reading.lock();
        try {
            Instant now = clock.instant();
            boolean tooSoon = now.isBefore(tried.plus(origin.atMostEvery()));
            if (believed(now) == known && !tooSoon) {
                readAgain();
            }
            return believed(now);
        } finally {
            reading.unlock();
        }
    }

    private void readIfOld() {
        reading.lock();
        try {
            if (isOld(clock.instant())) { // a caller may have come first
                readAgain();
            }
        } finally {
            queued.set(false);
            reading.unlock();
        }
    }

    private void readAgain() {
        reading.lock();
        try {
            tried = clock.instant();
            String text = origin.fetch();
            if (!text.equals(snapshot.text)) {
                snapshot = new Snapshot(JWKSet.parse(text), text);
                LOG.log(System.Logger.Level.INFO, "read {0} keys of issuer {1}", snapshot.keys.size(), issuer);
            }
            read = tried;
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the keys of issuer {0} cannot be read: {1}", issuer, e.toString());
        } finally {
            reading.unlock();
        }
    }
}
