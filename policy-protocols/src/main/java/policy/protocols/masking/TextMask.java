// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import java.util.Map;

/// Masks one text that arrives in pieces. What may still become part of a match is held back; how much that
/// can be at most is known beforehand. Not for several threads at once.
public interface TextMask {

    /// @param piece the next characters of the text
    /// @return what may be let go now, masked; often shorter, sometimes longer than the piece. It never ends
    ///     between the halves of a surrogate pair
    String push(CharSequence piece);

    /// The text is complete.
    ///
    /// @return the rest, masked
    String finish();

    /// How often each entity was masked so far.
    Map<String, Integer> counts();
}
