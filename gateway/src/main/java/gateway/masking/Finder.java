// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import java.util.List;
import policy.protocols.detect.Finding;

/// Port to what finds secrets and personal data in a text.
///
/// What it finds is local, or a text could not be masked while it streams: whether a finding starts at a place depends
/// on [#lookBehind] characters before it and [#reach] characters from it on, and on nothing else. So a finding is never
/// longer than [#reach].
public interface Finder {

    /// @return in any order; findings may overlap
    List<Finding> find(CharSequence text);

    /// How many characters, counted from its first, a finding may have, with what must be seen after it.
    int reach();

    /// How many characters before a finding have a say in it.
    int lookBehind();

    /// From where on more text could still change what is found: every finding that starts before is final, and no
    /// other will ever start there. At least the length of the text less [#reach].
    default int open(CharSequence text) {
        return Math.max(0, text.length() - reach());
    }
}
