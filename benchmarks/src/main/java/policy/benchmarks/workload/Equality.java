// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// A host a rule, asked for exactly; twenty rules share a group. Every tenth denies.
///
/// @param count how many
public record Equality(int count) implements Shape {

    private static final int SHARE = 20;

    @Override
    public String rule(int i) {
        return """
            %s rule_%d on http {
                when http.host == "%s" and http.method == GET and subject in group("%s")
            }
            """.formatted(i % 10 == 0 ? "deny" : "allow", i, host(i), group(i));
    }

    @Override
    public Request request(Random random) {
        int rule = random.nextInt(count);
        return Request.PLAIN
                .by("ana", Set.of("staff", group(rule)))
                .doing(random.nextInt(8) == 0 ? "POST" : "GET", host(rule), "/");
    }

    private record Owned(boolean allows, String group) {}

    @Override
    public Predicate<Request> index() {
        Map<String, Owned> byHost = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byHost.put(host(i), new Owned(i % 10 != 0, group(i)));
        }
        return request -> {
            Owned owned = byHost.get(request.host());
            Set<String> groups = request.groups();
            return owned != null && owned.allows() && request.method().equals("GET") && groups.contains(owned.group());
        };
    }

    private static String host(int rule) {
        return "host-" + rule + ".example";
    }

    private static String group(int rule) {
        return "group_" + rule / SHARE;
    }
}
