// SPDX-License-Identifier: Apache-2.0

/// Ed25519 keys as files: PEM that openssl reads and writes, private halves for their owner alone. Knows nothing of
/// what is signed. Read [gateway.keys.SigningKey] first.
@NullMarked
package gateway.keys;

import org.jspecify.annotations.NullMarked;
