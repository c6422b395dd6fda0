// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;

/// How the wait for reviewers ended.
public sealed interface Settlement {

    /// Enough people consented; their consent is used up and cannot be used again.
    record Granted(Grant grant) implements Settlement {}

    /// Denied, expired, withdrawn, or still pending when the client's patience ended.
    record Refused(Reason reason) implements Settlement {}
}
