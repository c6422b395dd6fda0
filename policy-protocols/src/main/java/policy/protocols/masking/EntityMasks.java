// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import policy.protocols.detect.Detectors;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.request.Entity;

/// Makes the masks that obligations demand: each hides every occurrence of some entities in one text.
///
/// Where several obligations name one entity, the strongest transform counts. Safe for several threads.
public final class EntityMasks {

    /// Detectors kept ready, one for each set of entities that some decision asked for.
    private static final int MAX_KEPT = 256;

    private static final int MAX_SHOWN = 8;

    private static final Set<String> KNOWN =
            Detectors.entities().stream().map(Entity::name).collect(Collectors.toUnmodifiableSet());

    private final SecretKeySpec key;
    private final Map<Set<String>, Detectors> kept = new ConcurrentHashMap<>();

    /// @param key what hashes are keyed with: secret, at least 16 bytes, the same for all gateways of a site
    public EntityMasks(byte[] key) {
        if (key.length < Disguise.MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the key for hashes has %d bytes; it needs %d at least"
                    .formatted(key.length, Disguise.MIN_KEY_BYTES));
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// A mask for each text, or nothing if none of the obligations is about entities.
    ///
    /// @throws CannotMask if an entity is not known, or a transform shows too much
    public Optional<Supplier<TextMask>> of(List<Obligation> obligations) throws CannotMask {
        Map<String, Transform> transforms = transforms(obligations);
        if (transforms.isEmpty()) {
            return Optional.empty();
        }
        Detectors detectors = detectors(transforms.keySet());
        var disguise = new Disguise(transforms, key);
        return Optional.of(() -> new StreamingTextMask(detectors, disguise));
    }

    private static Map<String, Transform> transforms(List<Obligation> obligations) throws CannotMask {
        var transforms = new TreeMap<String, Transform>();
        for (Obligation obligation : obligations) {
            if (obligation instanceof Obligation.Mask(var _, Hidden.Entities(var entities), Transform transform)) {
                for (String entity : entities) {
                    require(entity, transform);
                    transforms.merge(entity, transform, Cluster::stronger);
                }
            }
        }
        return transforms;
    }

    private static void require(String entity, Transform transform) throws CannotMask {
        if (!KNOWN.contains(entity)) {
            throw new CannotMask(
                    "A rule demands that `%s` is masked, which this gateway cannot detect.".formatted(entity));
        }
        if (transform instanceof Transform.Partial(int last) && (last < 0 || last > MAX_SHOWN)) {
            throw new CannotMask(
                    "A rule demands that `%s` is masked but for its last %d characters; 0 to %d are possible."
                            .formatted(entity, last, MAX_SHOWN));
        }
    }

    private Detectors detectors(Set<String> entities) {
        Set<String> wanted = Set.copyOf(entities);
        Detectors ready = kept.get(wanted);
        if (ready != null) {
            return ready;
        }
        Detectors made = Detectors.of(wanted);
        if (kept.size() < MAX_KEPT) {
            kept.put(wanted, made);
        }
        return made;
    }
}
