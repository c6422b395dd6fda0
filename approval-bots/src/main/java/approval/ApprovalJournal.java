// SPDX-License-Identifier: Apache-2.0
package approval;

/// Port: the evidence of what was asked, said and decided.
public interface ApprovalJournal {

    /// Returns when the event is durable, or throws; then what it tells of has happened all the same.
    void record(ApprovalEvent event);
}
