// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Rules on any protocol, each with a regular expression for who asks and what must not be asked for.
///
/// @param count how many
public record Patterns(int count) implements Shape {

    @Override
    public String rule(int i) {
        return """
            allow rule_%d on any {
                when   action.name == "GET" and subject.id matches r"team_%d_[a-z]+[0-9]*"
                unless resource.name like "secret_%d_*"
            }
            """.formatted(i, i, i);
    }

    @Override
    public Request request(Random random) {
        int rule = random.nextInt(count);
        String target = random.nextInt(8) == 0 ? "secret_" + rule + "_keys" : "api";
        return Request.PLAIN
                .by("team_" + rule + (random.nextInt(8) == 0 ? "_7" : "_ana7"), Set.of("staff"))
                .on(target, "test");
    }

    /// By the team's number, then letter by letter.
    @Override
    public Predicate<Request> index() {
        Set<String> teams = new HashSet<>();
        for (int i = 0; i < count; i++) {
            teams.add("team_" + i);
        }
        return request -> {
            int end = request.user().indexOf('_', 5);
            String team = request.user().substring(0, end);
            return request.method().equals("GET")
                    && teams.contains(team)
                    && lettersThenDigits(request.user(), end + 1)
                    && !request.target().startsWith("secret" + team.substring(4) + "_");
        };
    }

    private static boolean lettersThenDigits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        boolean letters = at > start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return letters && at == text.length();
    }
}
