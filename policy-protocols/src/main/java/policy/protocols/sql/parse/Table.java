// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.Optional;

/// A table, view or other relation as a statement names it.
///
/// @param schema if one is written
public record Table(Optional<String> schema, String name) {

    /// A name as policies write it: in double quotes if a point in it would make it look like two.
    public static String written(String name) {
        return name.indexOf('.') < 0 && name.indexOf('"') < 0 ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
