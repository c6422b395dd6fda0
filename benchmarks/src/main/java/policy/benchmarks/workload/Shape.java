// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Rules of one kind, as many as are asked for, and requests for them.
public sealed interface Shape permits Services, Equality, Prefixes, Networks, Patterns {

    /// How many different requests are asked, in turn. A power of two.
    int POOL = 1_024;

    /// How many rules there are.
    int count();

    /// One of them as hpol reads it.
    String rule(int number);

    /// One that most of the time matches a rule at a random place.
    Request request(Random random);

    /// What somebody would write by hand who knows the shape of the rules: the practical limit.
    Predicate<Request> index();

    /// The same each time.
    default List<Request> requests() {
        var random = new Random(42);
        return Stream.generate(() -> request(random)).limit(POOL).toList();
    }

    /// A shape by the name it has in tables.
    static Shape of(String name, int rules) {
        return switch (name) {
            case "services" -> new Services(rules);
            case "equality" -> new Equality(rules);
            case "prefixes" -> new Prefixes(rules);
            case "networks" -> new Networks(rules);
            case "patterns" -> new Patterns(rules);
            default -> throw new IllegalArgumentException("no shape is called " + name);
        };
    }
}
