// SPDX-License-Identifier: Apache-2.0
package policy.compiler.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import policy.dsl.diagnostic.Nearest;

/// The help of a message about a name that does not exist.
public final class Suggestion {

    /// Sets of words up to this size are told in full.
    private static final int TOLD_IN_FULL = 20;

    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /// `prod` for `production`.
    private static Optional<String> beginningOf(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> name.length() >= SHORTEST_BEGINNING
                        && written.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(String::length));
    }

    /// The nearest name; without one all of them, if they are few.
    ///
    /// @param what how to call them, such as `the protocols are`
    public static String[] among(Collection<String> names, String written, String what) {
        String[] nearest = Nearest.to(written, names)
                .or(() -> beginningOf(written, names))
                .map(near -> new String[] {"did you mean `" + near + "`?"})
                .orElse(new String[0]);
        if (nearest.length > 0 || names.isEmpty() || names.size() > TOLD_IN_FULL) {
            return nearest;
        }
        String all = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return new String[] {what + " " + all};
    }
}
