// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import gateway.approval.Runs.Run;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;

/// How the wait for reviewers ended.
public sealed interface Settlement {

    /// Enough people consented, and this is one use of their consent; or somebody goes ahead who may.
    ///
    /// @param run to be closed when the command has run; until then it is cut when the consent ends
    record Granted(Grant grant, Run run) implements Settlement {}

    /// Denied, expired, withdrawn, or still pending when the client's patience ended.
    record Refused(Reason reason) implements Settlement {}
}
