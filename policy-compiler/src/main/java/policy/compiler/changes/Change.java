// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.List;
import java.util.Optional;
import policy.compiler.outline.Item;
import policy.compiler.outline.Kind;

/// What became of one declaration.
///
/// @param before empty if it is new
/// @param after empty if it is gone
/// @param details what is another in it; empty for what is new, gone or moved
/// @param users ids of the rules that use it, of a let or list
public record Change(
        What what, Optional<Item> before, Optional<Item> after, List<Detail> details, List<String> users, Risk risk) {

    public Change {
        details = List.copyOf(details);
        users = List.copyOf(users);
    }

    public enum What {
        ADDED,
        REMOVED,
        CHANGED,
        /// The same under another name, or in another file or policy.
        MOVED
    }

    /// As it is, or was.
    public Item item() {
        return after.or(() -> before).orElseThrow();
    }

    public Kind kind() {
        return item().kind();
    }

    /// Whether it stands in another file than before.
    public boolean isElsewhere() {
        return before.isPresent()
                && after.isPresent()
                && !before.get().file().equals(after.get().file());
    }
}
