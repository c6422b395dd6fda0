// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.dsl.ast.Declaration.ImportDeclaration;

/// All policies of a policy set, by their names.
public record Policies(SortedMap<String, Namespace> byName) {

    public Policies {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    static Policies of(Map<String, Namespace> byName) {
        return new Policies(new TreeMap<>(byName));
    }

    /// In the order of their names.
    public List<Namespace> all() {
        return List.copyOf(byName.values());
    }

    /// The policy that another has imported under this alias.
    public Optional<Namespace> imported(Namespace by, String alias) {
        return Optional.ofNullable(by.imports().get(alias))
                .map(ImportDeclaration::policy)
                .flatMap(name -> Optional.ofNullable(byName.get(name.text())));
    }
}
