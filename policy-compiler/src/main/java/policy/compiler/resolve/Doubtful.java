// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.Set;

/// Names of a policy that a mistake was told of: what is said with them may be right, so nothing more is told about it.
///
/// @param imports the words of imports that are wrong
/// @param twice names that are declared twice
public record Doubtful(Set<String> imports, Set<String> twice) {

    public Doubtful {
        imports = Set.copyOf(imports);
        twice = Set.copyOf(twice);
    }

    /// Whether a name begins with the word of an import that is wrong.
    public boolean isImported(String name) {
        int dot = name.indexOf('.');
        return dot >= 0 && imports.contains(name.substring(0, dot));
    }

    public boolean isDeclaredTwice(String name) {
        return twice.contains(name);
    }
}
