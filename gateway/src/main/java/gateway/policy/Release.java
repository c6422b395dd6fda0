// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.Statement.Rollback;
import java.util.Optional;

/// What a bundle says of itself besides its files; policies from a directory have none.
///
/// @param sequence the higher, the newer
/// @param key id of the key that signed it
public record Release(long sequence, String key, Optional<Rollback> rollback) {

    static Release of(Bundle bundle) {
        return new Release(
                bundle.statement().sequence(),
                bundle.keyId(),
                bundle.statement().rollback());
    }
}
