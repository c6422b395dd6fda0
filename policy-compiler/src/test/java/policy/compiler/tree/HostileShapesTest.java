// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.compiler.evaluate.TreePolicySet;
import policy.dsl.source.Source;
import policy.runtime.decision.Decision;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Subject;
import policy.runtime.trace.Explanation;

/// Sources made to blow a tree up, and the usual one that must stay fast.
final class HostileShapesTest {

    private static final int RULES = 300;

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("equal prefixes", i -> "web.path starts with \"/same\""),
                shape("nested prefixes", i -> "web.path starts with \"/" + "a/".repeat(i) + "\""),
                shape("overlapping sets", i -> "web.path in [\"/%d\", \"/%d\", \"/%d\"]".formatted(i, i / 2, i / 3)),
                shape(
                        "two sets crossed",
                        i -> "web.path in [\"/%d\", \"/%d\"] and web.tags intersects [\"%d\", \"%d\"]"
                                .formatted(i % 17, i % 13, i % 11, i % 7)),
                shape(
                        "disjunctions",
                        i ->
                                "(web.path starts with \"/%d/\" or subject in group(\"g%d\")) and (web.verb == GET or web.secure)"
                                        .formatted(i, i)),
                shape(
                        "disjunctions of conjunctions",
                        i -> "(web.path == \"/%d\" and web.verb == GET) or (web.path == \"/%d\" and web.verb == POST)"
                                .formatted(i, i + 1)),
                shape(
                        "negations",
                        i -> "not web.path starts with \"/%d\" and not subject in group(\"g%d\")".formatted(i, i)),
                shape("patterns", i -> "web.path matches r\"/[0-9]+/%d\" and web.path contains \"x\"".formatted(i % 5)),
                shape("numbers", i -> "has web.size and web.size >= %d and web.size < %d".formatted(i, i + 100)),
                shape("networks in networks", i -> "context.address in \"10.0.0.0/%d\"".formatted(8 + i % 25)),
                shape("parts", i -> "web.path contains \"%s\"".formatted("a".repeat(1 + i))),
                shape("two of many", i -> "(web.path contains \"%d\" and web.secure) or web.verb == GET".formatted(i)),
                shape("nothing", i -> "true"));
    }

    private static Arguments shape(String name, IntFunction<String> condition) {
        return Arguments.of(name, condition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void staysLinear(String name, IntFunction<String> condition) {
        List<String> effects = List.of("allow", "deny", "mask");
        Compilation compilation = compile(IntStream.range(0, RULES)
                .mapToObj(i -> "%s r%d on web { when %s %s }"
                        .formatted(
                                effects.get(i % 3), i, condition.apply(i), i % 3 == 2 ? "find email as redact" : "")));
        var policies = (TreePolicySet) compilation.policies().orElseThrow();
        Shape.check(policies.tree("web"));
    }

    @Test
    void theUsualShapeLooksAtFewRules() {
        TreePolicySet policies = services(1_000);
        AccessRequest request = Requests.web()
                .by(Subject.Kind.PERSON, "g12", "g517", "g999")
                .with(Fixtures.PATH, "/svc_517/items")
                .build();
        Explanation explanation = policies.explain(request);
        assertThat(explanation.decision()).isInstanceOf(Decision.Permit.class);
        assertThat(explanation.decision().basis().rules())
                .extracting(rule -> rule.name())
                .containsExactly("r517");
        assertThat(explanation.decision().basis().path()).hasSizeLessThanOrEqualTo(3);
        assertThat(explanation.steps()).hasSizeLessThanOrEqualTo(3);
    }

    private static TreePolicySet services(int rules) {
        Compilation compilation = compile(IntStream.range(0, rules).mapToObj("""
            allow r%1$d on web {
              when subject in group("g%1$d") and web.path starts with "/svc_%1$d/" and web.verb in [GET, PUT]
            }
            """::formatted));
        return (TreePolicySet) compilation.policies().orElseThrow();
    }

    private static Compilation compile(Stream<String> rules) {
        String text = "policy p\n" + rules.collect(Collectors.joining("\n"));
        return new Compiler(Fixtures.VOCABULARY).compile(List.of(new Source("p.hpol", text)));
    }
}
