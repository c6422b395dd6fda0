// SPDX-License-Identifier: Apache-2.0
package approval;

/// Why a verdict, or a revocation, does not count. The message goes to whoever gave it alone.
public record Objection(Kind kind, String message) {

    public enum Kind {
        UNKNOWN_REQUEST,
        NOT_A_PERSON,
        OWN_REQUEST,
        NOT_IN_GROUP,
        NOT_YET,
        /// The channel does not know people surely enough.
        TOO_WEAK,
        ANSWERED_ALREADY,
        DECIDED_ALREADY
    }
}
