// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean": the known word closest to a misspelt one.
public final class Nearest {

    /// Longer words are not compared; the cost grows with the product of the lengths.
    private static final int MAX_LENGTH = 64;
    /// More words than these are not compared: they are generated, and so are their mistakes.
    private static final int MAX_WORDS = 5_000;

    private Nearest() {}

    /// The known word with the fewest letters inserted, deleted, replaced or swapped with their neighbour, upper
    /// and lower case alike. Empty if none is near: one such edit is allowed in words of up to five letters, one
    /// more for each three letters after that. Of equally near ones the first in alphabetical order, so messages
    /// are stable.
    public static Optional<String> to(String word, Collection<String> known) {
        Optional<String> best = Optional.empty();
        int bestDistance = allowed(word) + 1;
        if (known.size() > MAX_WORDS) {
            return best;
        }
        for (String candidate : known.stream().sorted().toList()) {
            if (Math.abs(candidate.length() - word.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance && !candidate.equals(word)) {
                best = Optional.of(candidate);
                bestDistance = distance;
            }
        }
        return best;
    }

    /// The help line for it, such as "did you mean `http.path`?"; without one, nothing.
    public static String[] help(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> new String[] {"did you mean `" + near + "`?"})
                .orElse(new String[0]);
    }

    private static int allowed(String word) {
        return word.length() > MAX_LENGTH || word.length() < 2 ? 0 : Math.max(1, (word.length() - 2) / 3);
    }

    /// Optimal string alignment, row by row.
    private static int distance(String a, String b) {
        if (Math.max(a.length(), b.length()) > MAX_LENGTH) {
            return Integer.MAX_VALUE;
        }
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 ? j : j == 0 ? i : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
