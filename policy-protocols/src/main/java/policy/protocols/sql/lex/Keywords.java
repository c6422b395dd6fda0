// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import java.util.Set;

/// Which words cannot be just any name (documentation, appendix C "SQL Key Words"; a test compares with
/// `pg_get_keywords()` of a server). All other words can name a table, a column or an alias.
public final class Keywords {

    /// Can name a column only behind `AS` or a point.
    public static final Set<String> RESERVED = words("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
        create current_catalog current_date current_role current_time current_timestamp current_user default
        deferrable desc distinct do else end except false fetch for foreign from grant group having in
        initially intersect into lateral leading limit localtime localtimestamp not null offset on only or
        order placing primary references returning select session_user some symmetric system_user table then
        to trailing true union unique user using variadic when where window with
        """);

    /// Can name a function or a type, but no table and no column.
    public static final Set<String> FUNCTION_OR_TYPE = words("""
        authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull
        join left like natural notnull outer overlaps right similar tablesample verbose
        """);

    private Keywords() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
