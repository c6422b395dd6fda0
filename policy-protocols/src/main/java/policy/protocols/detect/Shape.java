// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import org.jspecify.annotations.Nullable;

/// One way an entity is written, compared with a text at one place. Bounded by construction: no shape
/// looks at more than [#reach] characters, so a whole text takes linear time and a stream knows how much
/// it may have to hold back.
sealed interface Shape permits Token, PemBlock, Email, Card, Iban, SocialSecurityNumber, Ipv4 {

    /// @param start where what must be hidden begins; later than where the comparison began if a name
    ///     goes before it
    record Match(int start, int end) {}

    boolean mayStartWith(char c);

    /// Whether it may begin right after a character ([Window#NOTHING] at the start of a text). Saying no
    /// within words keeps random letters from looking like a key, and each place from being looked at
    /// more than once.
    boolean mayFollow(int before);

    @Nullable
    Match match(Window text, int start);

    /// Whether it is so unlike other text that it is looked for across the ends of lines, too.
    default boolean spansLines() {
        return false;
    }

    /// The most characters it looks at, the one after its end included.
    int reach();
}
