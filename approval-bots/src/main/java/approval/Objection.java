// SPDX-License-Identifier: Apache-2.0
package approval;

/// Why a verdict does not count. The message goes to the reviewer alone.
public record Objection(Kind kind, String message) {

    public enum Kind {
        UNKNOWN_REQUEST,
        NOT_A_PERSON,
        OWN_REQUEST,
        NOT_IN_GROUP,
        NOT_YET,
        ANSWERED_ALREADY,
        DECIDED_ALREADY
    }
}
