// SPDX-License-Identifier: Apache-2.0
package approval;

/// What became of a verdict.
public sealed interface Ballot {

    /// It counts; the request now stands like this.
    record Counted(ApprovalRequest request) implements Ballot {}

    /// It does not count, and nothing has changed.
    record Rejected(Objection objection) implements Ballot {}
}
