// SPDX-License-Identifier: Apache-2.0
package policy.protocols.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Names of fields as readers see them that ignore case. Those are common (Go's standard library is one), and to
/// them `Method` after `method` replaces it.
public final class FieldNames {

    private FieldNames() {}

    /// A name without its case, by simple case folding: to such readers `ſ` is an `s`, and the Kelvin sign a `k`.
    public static String folded(String name) {
        var folded = new StringBuilder(name.length());
        name.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /// Whether an object has a name that only readers that ignore case take for one of these.
    ///
    /// @param names in lower case
    public static boolean ambiguous(JsonNode object, Set<String> names) {
        return object.propertyStream()
                .map(Map.Entry::getKey)
                .anyMatch(name -> !names.contains(name) && names.contains(folded(name)));
    }

    /// The folded names that stand in an object more than once.
    static Set<String> repeated(JsonNode object) {
        var seen = new HashSet<String>();
        var repeated = new HashSet<String>();
        object.propertyStream().map(field -> folded(field.getKey())).forEach(name -> {
            if (!seen.add(name)) {
                repeated.add(name);
            }
        });
        return repeated;
    }
}
