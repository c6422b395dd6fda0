// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import policy.compiler.test.TestCase;

/// The policy sets that a request for discovery is about, and which of their tests.
final class Wanted {

    private final Map<Path, PolicySet> sets = new LinkedHashMap<>();

    /// One policy set.
    ///
    /// @param path as it was given
    /// @param cases one for each time it was asked for; a test is wanted if one of them takes it
    /// @param demanded whether it is a failure if there is no policy at the path
    record PolicySet(Path path, List<Predicate<Case>> cases, boolean demanded) {

        boolean takes(Case one) {
            return cases.stream().anyMatch(takes -> takes.test(one));
        }
    }

    /// A test and the id it has in its policy set.
    record Case(TestCase test, TestId id) {}

    void add(Path path, boolean demanded, Predicate<Case> cases) {
        PolicySet before = sets.get(key(path));
        if (before == null) {
            sets.put(key(path), new PolicySet(path, new ArrayList<>(List.of(cases)), demanded));
        } else {
            before.cases().add(cases);
            sets.put(key(path), new PolicySet(before.path(), before.cases(), before.demanded() || demanded));
        }
    }

    /// One that is wanted already and holds a file or directory; it is compiled with what stands around it.
    Path setAround(Path path, Collection<Path> known) {
        return known.stream()
                .filter(root -> key(path).startsWith(key(root)))
                .findFirst()
                .orElse(path);
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    List<PolicySet> sets() {
        return List.copyOf(sets.values());
    }
}
