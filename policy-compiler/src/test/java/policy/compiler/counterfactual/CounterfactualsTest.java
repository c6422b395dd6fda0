// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.compiler.condition.ValueWording;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.runtime.decision.Effect;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// Which changes are found: one line a case, `rules | request | what would decide otherwise`.
final class CounterfactualsTest {

    private static final Value ITEMS = Value.of(List.of("a", "b"));

    static List<Arguments> cases() {
        return List.of(
                allows("web.verb == GET", web().with(Fixtures.VERB, "PUT"), "web.verb GET"),
                allows("not web.verb == GET", web(), "web.verb HEAD"),
                allows("web.path starts with \"/a/\"", web(), "web.path \"/a/\""),
                allows("not web.path starts with \"/\"", web().with(Fixtures.PATH, "/b"), "web.path \"x/b\""),
                allows("web.path ends with \".html\"", web(), "web.path \".html\""),
                allows("web.path starts with \"/a/\" and web.path ends with \".js\"", web(), "web.path \"/a/.js\""),
                allows("web.path like \"/a/*/items/**\"", web(), "web.path \"/a/x/items/x\""),
                allows("web.path matches r\"^/(orders|items)/\\d+[a-c]{2}$\"", web(), "web.path \"/orders/0aa\""),
                allows("has web.query", web(), "web.query \"x\""),
                allows("not has web.query", web().with(Fixtures.QUERY, "q"), "web.query absent"),
                allows("web.tags contains \"c\"", web().with(Fixtures.TAGS, ITEMS), "web.tags [\"a\", \"b\", \"c\"]"),
                allows("not web.tags intersects [\"a\", \"c\"]", web().with(Fixtures.TAGS, ITEMS), "web.tags [\"b\"]"),
                allows(
                        "web.tags contains \"c\" and not web.tags contains \"a\"",
                        web().with(Fixtures.TAGS, ITEMS),
                        "web.tags [\"b\", \"c\"]"),
                allows("subject in group(\"sre\")", web(), "subject.groups [\"sre\"]"),
                allows(
                        "every t in web.tags satisfies t starts with \"a\"",
                        web().with(Fixtures.TAGS, ITEMS),
                        "web.tags [\"a\"]"),
                allows(
                        "some p in web.parts satisfies (p.kind == \"text\" and p.size < 5)",
                        web(),
                        "web.parts [{\"kind\": \"text\", \"size\": 4}]"),
                allows("web.bytes > 4KiB", web(), "web.bytes 4097B"),
                allows("has web.size and web.size < 10", web().with(Fixtures.SIZE, Value.of(12)), "web.size 9"),
                allows("has web.wait and web.wait >= 5m", web().with(Fixtures.WAIT, Value.of(1)), "web.wait 5m"),
                allows(
                        "context.time in mon..fri 09:00..17:30 in \"Europe/Berlin\"",
                        web().at("2026-11-27T18:00:00Z"),
                        "context.time \"2026-11-30T08:00:00Z\""),
                allows(
                        "not context.time in mon..fri 09:00..17:30 in \"UTC\"",
                        web().at("2026-11-27T12:00:00Z"),
                        "context.time \"2026-11-27T17:30:00Z\""),
                allows("context.address in \"10.0.0.0/8\"", web(), "context.address \"10.0.0.0\""),
                allows(
                        "has context.token_age and context.token_age < 5m",
                        web().withTokenOf(Duration.ofHours(1)),
                        "context.token_age 299999ms"),
                allows("has web.args.a.b and web.args.a.b == \"x\"", web(), "web.args.a.b \"x\""),
                allows("has web.args.n and web.args.n > 500", web(), "web.args.n 501"),
                allows(
                        "web.verb == PUT and web.secure",
                        web().with(Fixtures.SECURE, Value.of(false)),
                        "web.verb PUT, web.secure true"),
                // Two ways of the same size.
                allows("web.verb == PUT or subject.kind == agent", web(), "web.verb PUT | subject.kind agent"),
                // A body that could not be read: what would have to stand in it.
                allows(
                        "web.args.a == \"x\"",
                        web().with(Fixtures.ARGS, new Value.Undetermined("it is too long")),
                        "web.args.a \"x\""));
    }

    private static Requests web() {
        return Requests.web().by(Subject.Kind.PERSON);
    }

    private static Arguments allows(String condition, Requests request, String told) {
        return Arguments.of("allow a on web { when " + condition + " }", request, Effect.ALLOW, told);
    }

    static List<Arguments> otherDecisions() {
        String allow = "allow a on web { when web.secure } ";
        String deny = "deny d on web { when web.verb == PUT } ";
        String ask = "approve q on web { when web.path starts with \"/x\" ask 1 of group(\"dba\") } ";
        Requests put = Requests.web().with(Fixtures.VERB, "PUT");
        return List.of(
                Arguments.of(allow, Requests.web(), Effect.DENY, "web.secure false"),
                Arguments.of(allow + deny, Requests.web(), Effect.DENY, "web.verb PUT | web.secure false"),
                Arguments.of(allow + deny, put, Effect.ALLOW, "web.verb GET"),
                Arguments.of(allow + deny, put, Effect.APPROVE, "nothing"),
                Arguments.of(allow + deny + ask, put, Effect.APPROVE, "web.verb GET, web.path \"/x\""),
                Arguments.of(deny + ask, Requests.web(), Effect.APPROVE, "web.path \"/x\""),
                Arguments.of(deny + ask, Requests.web(), Effect.ALLOW, "nothing"),
                Arguments.of("deny d on web {} " + allow, Requests.web(), Effect.ALLOW, "nothing"),
                // What is only observed changes nothing.
                Arguments.of(
                        allow + "observe deny d on web { when web.verb == PUT }",
                        Requests.web(),
                        Effect.DENY,
                        "web.secure false"),
                // No text has been made up that this matches.
                Arguments.of(
                        "allow a on web { when web.path matches r\"\\x{62}+\" }",
                        Requests.web(),
                        Effect.ALLOW,
                        "nothing"),
                // Every rule has to be got round.
                Arguments.of(barring(9), Requests.web(), Effect.ALLOW, "of 9"),
                Arguments.of(
                        "allow a on web { when " + members(12, " and ") + " }", Requests.web(), Effect.ALLOW, "of 12"),
                // All changes of four members are not enough, and those of five are too many to try.
                Arguments.of(
                        "allow a on web {} deny d on web { when not (" + members(24, " and ") + ") }",
                        Requests.web(),
                        Effect.ALLOW,
                        "unknown beyond 4"));
    }

    private static String barring(int rules) {
        return "allow a on web {} "
                + IntStream.range(0, rules)
                        .mapToObj(i -> "deny d%d on web { when not has web.args.m%d } ".formatted(i, i))
                        .collect(Collectors.joining());
    }

    private static String members(int count, String connective) {
        return IntStream.range(0, count)
                .mapToObj(i -> "has web.args.m%02d".formatted(i))
                .collect(Collectors.joining(connective));
    }

    @ParameterizedTest
    @MethodSource({"cases", "otherDecisions"})
    void the_smallest_changes_are_found(String rules, Requests request, Effect wanted, String told) {
        Compilation compilation = new Compiler(Fixtures.VOCABULARY)
                .compile(List.of(new Source("a.hpol", "policy p\n" + rules.replace("} ", "}\n"))));
        assertThat(compilation.diagnostics()).noneMatch(problem -> problem.severity() == Severity.ERROR);
        var found = new Counterfactuals(
                        compilation.policies().orElseThrow(),
                        compilation.typed().rules(),
                        request.build())
                .all().stream().filter(one -> one.decision() == wanted).findFirst();
        assertThat(found.map(CounterfactualsTest::told)).contains(told);
    }

    private static String told(Counterfactual one) {
        return switch (one) {
            case Counterfactual.Found(var _, List<List<Change>> changes, boolean smallest) ->
                (smallest ? "" : "perhaps ")
                        + changes.stream().map(CounterfactualsTest::told).collect(Collectors.joining(" | "));
            case Counterfactual.Nothing _ -> "nothing";
            case Counterfactual.Unknown(var _, int attributes) -> "unknown beyond " + attributes;
        };
    }

    private static String told(List<Change> changes) {
        return changes.size() > 3
                ? "of " + changes.size()
                : changes.stream()
                        .map(change -> change.term().shown() + " "
                                + ValueWording.of(change.after(), change.term().type()))
                        .collect(Collectors.joining(", "));
    }
}
