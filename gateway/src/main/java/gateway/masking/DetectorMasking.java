// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import gateway.exchange.Failure;
import gateway.exchange.Reply;
import java.util.List;
import policy.protocols.masking.CannotMask;
import policy.protocols.masking.EntityMasks;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Obligation;

/// Carries out mask obligations by detecting entities in the texts of a reply. Safe for several threads.
public final class DetectorMasking implements Masking {

    private final EntityMasks masks;

    /// @param key what hashes are keyed with: secret, at least 16 bytes, the same for all gateways of a site
    public DetectorMasking(byte[] key) {
        this.masks = new EntityMasks(key);
    }

    @Override
    public Reply over(Reply reply, List<Obligation> obligations) {
        try {
            return masks.of(obligations).map(reply::masked).orElse(reply);
        } catch (CannotMask cannot) {
            throw new Failure(DenialCode.G114, String.valueOf(cannot.getMessage()));
        }
    }
}
