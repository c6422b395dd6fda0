// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import gateway.exchange.Failure;
import gateway.identity.TokenVerifier.Verified;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import policy.runtime.decision.DenialCode;

/// Verifies signed tokens of any number of issuers. HTTP shows its token with every request, so what a
/// token proved is remembered, by the token's SHA-256, until it expires or its issuer's keys change.
public final class TokenIdentity implements Identity {

    private static final int MAX_REMEMBERED = 20_000;

    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final ConcurrentHashMap<Fingerprint, Verified> remembered = new ConcurrentHashMap<>();

    public TokenIdentity(List<TrustedIssuer> issuers, InstantSource clock) {
        this.verifier = new TokenVerifier(issuers, clock);
        this.clock = clock;
    }

    @Override
    public Caller identify(Optional<String> token) {
        String presented = token.filter(text -> !text.isBlank())
                .orElseThrow(() -> new Failure(DenialCode.G110, "No bearer token was presented."));
        // Before it is hashed: how long a stranger's text is must not matter.
        if (presented.length() > TokenVerifier.MAX_CHARACTERS) {
            return verify(presented).caller();
        }
        Fingerprint fingerprint = Fingerprint.of(presented);
        Instant now = clock.instant();
        Verified known = remembered.get(fingerprint);
        if (known != null && known.stillHoldsAt(now)) {
            return known.caller();
        }
        Verified verified = verify(presented);
        remember(fingerprint, verified, now);
        return verified.caller();
    }

    private Verified verify(String token) {
        try {
            return verifier.verify(token);
        } catch (RefusedToken refused) {
            throw new Failure(DenialCode.G110, refused.told());
        }
    }

    /// Only verified tokens come here, so a stranger cannot fill the memory.
    private void remember(Fingerprint fingerprint, Verified verified, Instant now) {
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.values().removeIf(old -> !old.stillHoldsAt(now));
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(fingerprint, verified);
    }

    /// A token's SHA-256; the token itself is not kept.
    private record Fingerprint(long a, long b, long c, long d) {
        static Fingerprint of(String token) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
                ByteBuffer words = ByteBuffer.wrap(hash);
                return new Fingerprint(words.getLong(), words.getLong(), words.getLong(), words.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
        }

        @Override
        public int hashCode() {
            return (int) a; // already evenly spread
        }
    }
}
