// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Paths within paths: four rules a tree, each below the one before, for groups in turn. The innermost denies.
///
/// @param count how many
public record Prefixes(int count) implements Shape {

    private static final List<String> BELOW = List.of("", "orders/", "orders/open/", "orders/open/large/");
    private static final List<String> GROUPS = List.of("staff", "sales", "leads", "guests");

    @Override
    public String rule(int i) {
        return """
            %s rule_%d on http {
                when http.path starts with "%s" and subject in group("%s")
            }
            """.formatted(allows(i) ? "allow" : "deny", i, prefix(i), GROUPS.get(i % GROUPS.size()));
    }

    @Override
    public Request request(Random random) {
        String first = GROUPS.get(random.nextInt(GROUPS.size()));
        String second = GROUPS.get(random.nextInt(GROUPS.size()));
        return Request.PLAIN
                .by("ana", first.equals(second) ? Set.of(first) : Set.of(first, second))
                .doing("GET", "api.example", prefix(random.nextInt(count)) + "7");
    }

    private record Owned(boolean allows, String group) {}

    /// By every part of the path that ends in a slash.
    @Override
    public Predicate<Request> index() {
        Map<String, Owned> byPrefix = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byPrefix.put(prefix(i), new Owned(allows(i), GROUPS.get(i % GROUPS.size())));
        }
        return request -> {
            boolean allowed = false;
            String path = request.path();
            for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                Owned owned = byPrefix.get(path.substring(0, slash + 1));
                if (owned != null && request.groups().contains(owned.group())) {
                    if (!owned.allows()) {
                        return false;
                    }
                    allowed = true;
                }
            }
            return allowed;
        };
    }

    private static boolean allows(int rule) {
        return rule % BELOW.size() != BELOW.size() - 1;
    }

    private static String prefix(int rule) {
        return "/tree_" + rule / BELOW.size() + "/" + BELOW.get(rule % BELOW.size());
    }
}
