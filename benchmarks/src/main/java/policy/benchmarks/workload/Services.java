// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A rule a service: who is in its group may do this below its path, in one environment. Every tenth denies.
public record Services(List<Rule> rules) implements Shape {

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> WRITE = List.of("GET", "POST", "PUT");

    /// One request in so many uses a method that no rule names.
    private static final int STRANGER = 8;

    public Services {
        rules = List.copyOf(rules);
    }

    public Services(int count) {
        this(IntStream.range(0, count).mapToObj(Services::owned).toList());
    }

    private static Rule owned(int i) {
        return new Rule(
                i,
                i % 10 != 0,
                "group_" + i,
                "/svc_" + i + "/",
                i % 2 == 0 ? READ : WRITE,
                i % 3 == 0 ? "prod" : "test");
    }

    @Override
    public int count() {
        return rules.size();
    }

    @Override
    public String rule(int number) {
        Rule rule = rules.get(number);
        return """
            %s rule_%d on http {
                when subject in group("%s") and http.path starts with "%s"
                when http.method in [%s] and resource.env == %s
            }
            """.formatted(
                        rule.allows() ? "allow" : "deny",
                        number,
                        rule.group(),
                        rule.prefix(),
                        String.join(", ", rule.methods()),
                        rule.environment());
    }

    @Override
    public Request request(Random random) {
        Rule rule = rules.get(random.nextInt(rules.size()));
        String other = "group_" + random.nextInt(rules.size());
        Set<String> groups = new HashSet<>(List.of("staff", rule.group(), other, "everybody"));
        String method = random.nextInt(STRANGER) == 0
                ? "DELETE"
                : rule.methods().get(random.nextInt(rule.methods().size()));
        return Request.PLAIN
                .by("user_" + random.nextInt(1_000_000), groups)
                .doing(method, "api.example", rule.prefix() + "items/7")
                .on("api", rule.environment());
    }

    /// By the first segment of the path, then rule by rule.
    @Override
    public Predicate<Request> index() {
        Map<String, List<Rule>> byService = new HashMap<>();
        for (Rule rule : rules) {
            byService
                    .computeIfAbsent(firstSegment(rule.prefix()), service -> new ArrayList<>())
                    .add(rule);
        }
        return request -> {
            boolean allowed = false;
            for (Rule rule : byService.getOrDefault(firstSegment(request.path()), List.of())) {
                if (rule.appliesToService(request)) {
                    if (!rule.allows()) {
                        return false;
                    }
                    allowed = true;
                }
            }
            return allowed;
        };
    }

    private static String firstSegment(String path) {
        return path.substring(1, path.indexOf('/', 1));
    }
}
