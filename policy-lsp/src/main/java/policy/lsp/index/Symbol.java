// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

/// Something that has a name.
///
/// @param scope where the name holds: the policy, or for a local one the place of what declares it
/// @param name as it is written, without the alias before it
public record Symbol(Space space, String scope, String name) {

    /// Names of different spaces do not get into each other's way.
    public enum Space {
        /// The policies themselves.
        POLICY,
        /// The words before the dot of imported names, of one policy.
        IMPORT,
        /// Rules, lets, lists and invariants of one policy: they share their names.
        NAME,
        /// Parameters, items of quantifiers, columns of a test's table.
        LOCAL
    }

    static Symbol policy(String name) {
        return new Symbol(Space.POLICY, "", name);
    }

    static Symbol alias(String policy, String alias) {
        return new Symbol(Space.IMPORT, policy, alias);
    }

    static Symbol name(String policy, String name) {
        return new Symbol(Space.NAME, policy, name);
    }
}
