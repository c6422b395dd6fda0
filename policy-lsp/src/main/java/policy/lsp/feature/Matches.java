// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.io.IOException;
import java.util.Map;

/// Where it is known what rules matched: a port, because the evidence is the gateway's.
@FunctionalInterface
public interface Matches {

    Matches NONE = Map::of;

    /// By id of the rule, such as `payments.refunds`.
    ///
    /// @throws IOException if it cannot be read now
    Map<String, Match> read() throws IOException;
}
