// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalEvent;
import approval.ApprovalJournal;

/// Tells what happens to approval requests in the log, where no evidence takes it.
final class LoggedJournal implements ApprovalJournal {

    private static final System.Logger LOG = System.getLogger(LoggedJournal.class.getName());

    @Override
    public void record(ApprovalEvent event) {
        LOG.log(
                System.Logger.Level.INFO,
                "approval {0} {1}: {2}",
                event.request().id(),
                event.getClass().getSimpleName(),
                event.request().state().word());
    }
}
