// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import java.util.Arrays;

/// The middle one of several figures: what a neighbour on the machine disturbs now and then does not move it.
final class Middle {

    private Middle() {}

    static double of(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
