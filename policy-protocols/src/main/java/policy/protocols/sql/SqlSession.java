// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a session knows that decides how a text reads.
///
/// @param database the one connected to, if it is known
/// @param user the role whose rights apply, if it is known; `$user` in the search path
/// @param searchPath schemas in their order, as `SHOW search_path` has them
/// @param standardConformingStrings whether a backslash in `'…'` is just a backslash
/// @param trustedFunctions functions and operators that somebody vouches for that they only read, such as
///     `app.total`, `similarity`, `<=>`
/// @param prepared the texts of the session's prepared statements, by name
/// @param cursors the texts of the queries of its open cursors, by name
public record SqlSession(
        Optional<String> database,
        Optional<String> user,
        List<String> searchPath,
        boolean standardConformingStrings,
        Set<String> trustedFunctions,
        Map<String, String> prepared,
        Map<String, String> cursors) {

    /// What the server begins with unless it is told otherwise.
    public static final List<String> DEFAULT_PATH = List.of("$user", "public");

    public SqlSession {
        searchPath = List.copyOf(searchPath);
        trustedFunctions = Set.copyOf(trustedFunctions);
        prepared = Map.copyOf(prepared);
        cursors = Map.copyOf(cursors);
    }

    /// A new session with the server's defaults.
    public static SqlSession fresh() {
        return new SqlSession(Optional.empty(), Optional.empty(), DEFAULT_PATH, true, Set.of(), Map.of(), Map.of());
    }

    /// The schemas a name without one is looked for in.
    List<String> schemas() {
        return searchPath.stream()
                .filter(schema -> !schema.equals("$user") || user.isPresent())
                .map(schema -> schema.equals("$user") ? user.orElseThrow() : schema)
                .distinct()
                .toList();
    }

    /// Whether other schemas are searched before the server's own. It comes first unless it is listed later.
    boolean ownNamesFirst() {
        return searchPath.indexOf("pg_catalog") > 0;
    }
}
