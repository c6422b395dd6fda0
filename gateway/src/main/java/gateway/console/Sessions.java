// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import gateway.identity.IdTokens.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who is signed in, in this process: a restart signs everybody out. Keyed by digests of what browsers hold.
final class Sessions {

    /// How many sessions there may be; nobody signs in beyond.
    static final int MAX = 10_000;

    /// How many sessions one person may have; one more ends that person's oldest.
    static final int MAX_OF_ONE = 10;

    /// How long a session lasts at most; less if the issuer's word for it ends earlier.
    static final Duration LONGEST = Duration.ofHours(8);

    private final InstantSource clock;

    /// Oldest first.
    private final Map<String, Session> open = new LinkedHashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /// @param id what the browser holds
    record Opened(String id, Session session) {}

    /// @return empty if too many are signed in
    synchronized Optional<Opened> open(SignedIn who) {
        Instant now = clock.instant();
        open.values().removeIf(session -> !now.isBefore(session.until()));
        String key = who.subject().key();
        var theirs = open.entrySet().stream()
                .filter(entry -> entry.getValue().subject().key().equals(key))
                .map(Map.Entry::getKey)
                .toList();
        if (theirs.size() >= MAX_OF_ONE) {
            open.remove(theirs.getFirst());
        }
        if (open.size() >= MAX) {
            return Optional.empty();
        }
        Instant latest = now.plus(LONGEST);
        Instant until = who.until().isBefore(latest) ? who.until() : latest;
        String id = Secrets.fresh();
        var session = new Session(who.subject(), Secrets.fresh(), until);
        open.put(Secrets.digest(id), session);
        return Optional.of(new Opened(id, session));
    }

    synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(open.get(Secrets.digest(id)))
                .filter(session -> clock.instant().isBefore(session.until()));
    }

    synchronized void close(String id) {
        open.remove(Secrets.digest(id));
    }
}
