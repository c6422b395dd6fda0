// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.Optional;

/// One thing that is another within a declaration.
///
/// @param what the clause's word, or what it is called: `when`, `effect`, `documentation`
/// @param before as it was written, in one line; empty if it is new
/// @param after as it is written; empty if it is gone
/// @param entries of a list that both have, what came and went
public record Detail(String what, Optional<String> before, Optional<String> after, Entries entries, Risk risk) {

    static Detail of(String what, Optional<String> before, Optional<String> after, Risk risk) {
        return new Detail(what, before, after, Entries.NONE, risk);
    }

    static Detail changed(String what, String before, String after, Risk risk) {
        return of(what, Optional.of(before), Optional.of(after), risk);
    }
}
