// SPDX-License-Identifier: Apache-2.0
package approval;

/// What somebody who looked whether a channel works has found out about one thing.
///
/// @param what was looked at, such as `bot token`
/// @param told how it is
/// @param remedy the next step; empty if there is nothing to do
public record Finding(String what, Result result, String told, String remedy) {

    /// How it looks.
    public enum Result {
        FINE("ok"),
        PROBLEM("problem"),
        /// It could not be looked at.
        UNKNOWN("unknown");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static Finding fine(String what, String told) {
        return new Finding(what, Result.FINE, told, "");
    }

    public static Finding problem(String what, String told, String remedy) {
        return new Finding(what, Result.PROBLEM, told, remedy);
    }

    public static Finding unknown(String what, String told, String remedy) {
        return new Finding(what, Result.UNKNOWN, told, remedy);
    }
}
