// SPDX-License-Identifier: Apache-2.0
package policy.compiler.report;

import java.util.Collection;
import java.util.stream.Collectors;
import policy.dsl.diagnostic.Nearest;

/// The help of a message about a name that does not exist.
public final class Suggestion {

    /// Sets of words up to this size are told in full.
    private static final int TOLD_IN_FULL = 20;

    private Suggestion() {}

    /// The nearest name; without one all of them, if they are few.
    ///
    /// @param what how to call them, such as `the protocols are`
    public static String[] among(Collection<String> names, String written, String what) {
        String[] nearest = Nearest.help(written, names);
        if (nearest.length > 0 || names.isEmpty() || names.size() > TOLD_IN_FULL) {
            return nearest;
        }
        String all = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return new String[] {what + " " + all};
    }
}
