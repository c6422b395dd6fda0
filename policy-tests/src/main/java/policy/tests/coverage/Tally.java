// SPDX-License-Identifier: Apache-2.0
package policy.tests.coverage;

import policy.compiler.condition.Truth;

/// How often a condition was found true, false and undetermined.
public record Tally(int yes, int no, int unclear) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally and(Truth truth) {
        return switch (truth) {
            case TRUE -> new Tally(yes + 1, no, unclear);
            case FALSE -> new Tally(yes, no + 1, unclear);
            case UNDETERMINED -> new Tally(yes, no, unclear + 1);
        };
    }

    public int asked() {
        return yes + no + unclear;
    }
}
