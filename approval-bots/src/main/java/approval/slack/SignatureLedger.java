// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import java.time.Instant;

/// Port: which signatures have been used. Shared by all gateways, or a replay to another one would pass.
public interface SignatureLedger {

    /// Notes a use; may forget uses older than a signature is fresh.
    ///
    /// @param signature one that verified; others must not fill the ledger
    /// @return whether it was the first
    boolean firstUse(String signature, Instant now);
}
