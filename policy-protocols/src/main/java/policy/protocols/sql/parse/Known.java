// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.HashMap;
import java.util.Map;

/// What a session knows when a statement reaches it: prepared statements and cursors, by name. Statements
/// before it in the same text add to them.
final class Known {

    final Map<String, Facts> prepared = new HashMap<>();
    final Map<String, Facts> cursors = new HashMap<>();

    /// To read what is not carried out, and so leaves nothing behind.
    Known copy() {
        var copy = new Known();
        copy.prepared.putAll(prepared);
        copy.cursors.putAll(cursors);
        return copy;
    }
}
