// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import policy.runtime.decision.Obligation.Transform;

/// What a value is replaced by.
///
/// | transform | `bob@example.org` becomes | |
/// |---|---|---|
/// | `redact` | `[email]` | |
/// | `hash` | `[email:5f2c09ab81d4]` | 48 bits of HMAC-SHA-256 over entity and value, keyed for this installation |
/// | `partial(last: 4)` | `****.org` | four stars whatever the length; never more than half of the value stays |
final class Disguise {

    /// A shorter key could be found by trying.
    static final int MIN_KEY_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 6;
    private static final String STARS = "****";

    private final Map<String, Transform> transforms;
    private final SecretKeySpec key;

    /// @param transforms by entity
    Disguise(Map<String, Transform> transforms, SecretKeySpec key) {
        this.transforms = Map.copyOf(transforms);
        this.key = key;
    }

    /// @throws IllegalArgumentException if an entity has no transform
    Transform transform(String entity) {
        Transform transform = transforms.get(entity);
        if (transform == null) {
            throw new IllegalArgumentException("nothing was said about the entity " + entity);
        }
        return transform;
    }

    String label(String entity) {
        return "[" + entity + "]";
    }

    String replace(String entity, Transform transform, String value) {
        return switch (transform) {
            // A token would need a store to turn it back; the gateway refuses such rules, and hides here what it can.
            case Transform.Redact _, Transform.Tokenise _ -> label(entity);
            case Transform.Hash _ -> "[" + entity + ":" + hash(entity, value) + "]";
            case Transform.Partial partial -> STARS + tail(value, partial.last());
        };
    }

    private String hash(String entity, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(entity.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0); // or `ab` + `c` would hash as `a` + `bc`
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String tail(String value, int last) {
        int characters = value.codePointCount(0, value.length());
        int shown = Math.min(last, characters / 2);
        return value.substring(value.offsetByCodePoints(value.length(), -shown));
    }
}
