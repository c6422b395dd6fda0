// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Which known word a misspelt one was probably meant to be.
final class Nearest {

    private Nearest() {}

    /// The closest word, if a third of the letters or fewer differ.
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(written, word) <= Math.max(1, Math.max(written.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Edit distance in which swapping two neighbours counts once (optimal string alignment).
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
