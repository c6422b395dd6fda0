// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

/// A side of a statement that can stay unknown while the others are read.
public enum Aspect {
    VERBS,
    EFFECT,
    TABLES,
    COLUMNS,
    FUNCTIONS,
    BOUNDED,
    SETTINGS
}
