// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.compiler.Fixtures.BODY;
import static policy.compiler.Fixtures.PATH;
import static policy.compiler.Fixtures.SIZE;
import static policy.compiler.Fixtures.TAGS;
import static policy.compiler.Fixtures.VERB;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// What rules mean: one line a case, `rules | request | decision`.
final class DecisionTest {

    private static final String ALLOW = "allow a on web { when web.secure } ";
    private static final Value UNREAD = new Value.Undetermined("the body is over 4 MiB");

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("", web(), "deny G102 []: No rule allows this request."),
                arguments(ALLOW, web(), "allow [p.a] masks []"),
                arguments(
                        ALLOW,
                        web().with(Fixtures.SECURE, Value.of(false)),
                        "deny G102 []: No rule allows this request."),
                arguments(ALLOW + "deny d on web {}", web(), "deny G101 [p.a, p.d]: Denied by the rule `p.d`."),
                arguments(
                        ALLOW + "approve b on web { ask 2 of group(\"dba\") }",
                        web(),
                        "approve [p.a, p.b] asks [p.b 2 dba 15m ] masks []"),
                arguments(
                        "approve b on web { ask 1 of group(\"x\") within 5m because \"{web.path}!\" }",
                        web(),
                        "approve [p.b] asks [p.b 1 x 5m /!] masks []"),
                arguments(
                        "approve b on web { ask 1 of group(\"x\") } deny d on web { because \"no\" }",
                        web(),
                        "deny G101 [p.b, p.d]: no"),
                arguments(
                        "deny z on web { because \"last\" } deny d on web { because \"first\" }",
                        web(),
                        "deny G101 [p.d, p.z]: first"),
                arguments(
                        ALLOW + "mask m on web { find email as hash } mask l on any { find iban as redact }",
                        web(),
                        "allow [p.a, p.l, p.m] masks [p.l iban Redact, p.m email Hash]"),
                arguments(
                        ALLOW + "mask m on web { find email, iban as redact find aws_key as partial(last: 2) }",
                        web(),
                        "allow [p.a, p.m] masks [p.m email,iban Redact, p.m aws_key Partial]"),
                arguments(
                        ALLOW + "deny d on web { when resource.env == prod }",
                        web().in(Resource.Env.PROD),
                        "deny G101 [p.a, p.d]: Denied by the rule `p.d`."),
                arguments(
                        "allow a on web { when subject in group(\"x\") unless subject.kind == agent }",
                        web().by(Subject.Kind.PERSON, "x"),
                        "allow [p.a] masks []"),
                arguments(
                        "allow a on web { when subject in group(\"x\") unless subject.kind == agent }",
                        web().by(Subject.Kind.AGENT, "x"),
                        "deny G102 []: No rule allows this request."),
                // What cannot be told.
                arguments(
                        "allow a on web { when web.body finds email }",
                        unread(),
                        "deny G102 []: No rule allows this request."),
                arguments(
                        "allow a on web { when not web.body finds email }",
                        unread(),
                        "deny G102 []: No rule allows this request."),
                arguments(
                        ALLOW + "deny d on web { when web.body finds email }",
                        unread(),
                        "deny G103 [p.a, p.d]: `web.body` could not be read (the body is over 4 MiB), so the"
                                + " rule `p.d` cannot be decided."),
                arguments(
                        ALLOW + "deny d on web { when web.body finds email and web.verb == PUT }",
                        unread(),
                        "allow [p.a] masks []"),
                arguments(
                        ALLOW + "deny d on web { when web.body finds email or web.verb == GET because \"x\" }",
                        unread(),
                        "deny G101 [p.a, p.d]: x"),
                arguments(
                        ALLOW + "approve b on web { when web.body finds email ask 1 of group(\"x\") }",
                        unread(),
                        "deny G103 [p.a, p.b]: `web.body` could not be read (the body is over 4 MiB), so the"
                                + " rule `p.b` cannot be decided."),
                arguments(
                        ALLOW + "mask m on web { when web.body finds email find email as hash }",
                        unread(),
                        "allow [p.a, p.m] masks [p.m email Hash]"),
                arguments(
                        ALLOW + "deny d on web { when has web.size and web.size > 5 }", web(), "allow [p.a] masks []"),
                arguments(
                        ALLOW + "deny d on web { when has web.size and web.size > 5 }",
                        web().with(SIZE, Value.of(6)),
                        "deny G101 [p.a, p.d]: Denied by the rule `p.d`."),
                arguments(
                        ALLOW + "deny d on web { when has web.size and web.size > 5 }",
                        web().with(SIZE, UNREAD),
                        "deny G103 [p.a, p.d]: `web.size` could not be read (the body is over 4 MiB), so the rule"
                                + " `p.d` cannot be decided."));
    }

    private static Requests web() {
        return Requests.web();
    }

    private static Requests unread() {
        return web().with(BODY.findings(), UNREAD);
    }

    private static Arguments arguments(String rules, Requests request, String decision) {
        return Arguments.of(rules, request, decision);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("cases")
    void decides(String rules, Requests request, String decision) {
        assertThat(told(compile(rules).decide(request.build()))).isEqualTo(decision);
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                holds("web.path == \"/a/b\"", "web.path == \"/a\""),
                holds("web.path != \"/a\"", "web.path != \"/a/b\""),
                holds("web.path in [\"/x\", \"/a/b\"]", "web.path in [\"/x\"]"),
                holds("web.path starts with \"/a/\"", "web.path starts with \"/b\""),
                holds("web.path ends with \"/b\"", "web.path ends with \"/a\""),
                holds("web.path contains \"/\"", "web.path contains \"x\""),
                holds("web.path like \"/*/b\"", "web.path like \"/*\""),
                holds("web.path like \"/**\"", "web.path like \"**a\""),
                holds("web.path like \"/?/b\"", "web.path like \"/??b\""),
                holds("web.path matches r\"/a/.\"", "web.path matches r\"/a\""),
                holds("web.verb in [GET, PUT]", "web.verb in [HEAD]"),
                holds("web.verb != PUT", "web.verb != GET"),
                holds("web.tags contains \"t\"", "web.tags contains \"u\""),
                holds("web.tags intersects [\"u\", \"t\"]", "web.tags intersects [\"u\"]"),
                holds("web.secure", "not web.secure"),
                holds("has web.size and web.size < 8", "has web.size and web.size < 7"),
                holds("has web.size and web.size <= 7", "has web.size and web.size <= 6"),
                holds("has web.size and web.size > 6", "has web.size and web.size > 7"),
                holds("has web.size and web.size >= 7", "has web.size and web.size >= 8"),
                holds("has web.size and web.size == 7", "has web.size and web.size != 7"),
                holds("has web.size and web.size in [1, 7]", "has web.size and web.size in [1]"),
                holds("not has web.query", "has web.query"),
                holds("web.body finds [email, iban]", "web.body finds iban"),
                holds("subject in group(\"x\")", "subject in group(\"y\")"),
                holds("subject.kind == person", "subject.kind == agent"));
    }

    private static Arguments holds(String condition, String not) {
        return Arguments.of(condition, not);
    }

    @ParameterizedTest(name = "{0}, not {1}")
    @MethodSource("comparisons")
    void compares(String holding, String failing) {
        var request = web().with(PATH, "/a/b")
                .with(TAGS, Value.of(List.of("t")))
                .with(SIZE, Value.of(7))
                .with(BODY.findings(), Value.of(List.of("email")))
                .by(Subject.Kind.PERSON, "x")
                .build();
        assertThat(compile("allow a on web { when " + holding + " }").decide(request))
                .isInstanceOf(Decision.Permit.class);
        assertThat(compile("allow a on web { when " + failing + " }").decide(request))
                .isInstanceOf(Decision.Deny.class);
    }

    @Test
    void valuesInMessagesCannotHideOrImitate() {
        CompiledPolicySet policies =
                compile("deny d on web { because \"no {web.path} for {subject.groups}\" help \"h\" }");
        var request = web().with(PATH, "/a\u202Eb\u200B\n" + "x".repeat(500))
                .by(Subject.Kind.PERSON, "q", "r")
                .build();
        var reason = ((Decision.Deny) policies.decide(request)).reason();
        assertThat(reason.message())
                .startsWith("no /a\\u{202E}b\\u{200B}\\u{A}xxx")
                .endsWith("xxx… for q, r")
                .hasSizeLessThan(230);
        assertThat(reason.help()).contains("h");
        assertThat(reason.rule().orElseThrow().place()).isEqualTo("p.hpol:2:6");
    }

    @Test
    void theExplanationTellsTheTestsInTheWordsOfTheLanguage() {
        CompiledPolicySet policies = compile("allow a on web { when web.path starts with \"/a\" and web.verb == GET }");
        var explanation =
                policies.explain(web().with(PATH, "/a").with(VERB, "PUT").build());
        assertThat(explanation.steps())
                .extracting(step -> step.test() + " -> " + step.answer())
                .containsExactly("allow p.a: web.path starts with \"/a\" and web.verb == GET -> false");
    }

    @Test
    void rulesOnAnyReachEveryProtocol() {
        CompiledPolicySet policies =
                compile("allow a on any { when subject in group(\"x\") } deny d on bot { when bot.model == \"m\" }");
        var request = web().by(Subject.Kind.PERSON, "x");
        assertThat(told(policies.decide(request.build()))).isEqualTo("allow [p.a] masks []");
        assertThat(told(policies.decide(request.bot("n")))).isEqualTo("allow [p.a] masks []");
        assertThat(told(policies.decide(request.bot("m")))).startsWith("deny G101 [p.a, p.d]");
    }

    private static CompiledPolicySet compile(String rules) {
        Compilation compilation =
                new Compiler(Fixtures.VOCABULARY).compile(List.of(new Source("p.hpol", "policy p\n" + rules)));
        assertThat(compilation.diagnostics()).noneMatch(told -> told.severity() == Severity.ERROR);
        return compilation.policies().orElseThrow();
    }

    private static String told(Decision decision) {
        String rules = decision.basis().rules().stream()
                .map(rule -> rule.id())
                .toList()
                .toString();
        return switch (decision) {
            case Decision.Permit permit -> "allow " + rules + " masks " + told(permit.obligations());
            case Decision.Deny deny ->
                "deny " + deny.reason().code() + " " + rules + ": "
                        + deny.reason().message();
            case Decision.NeedsApproval asking ->
                "approve " + rules + " asks "
                        + asking.asks().stream()
                                .map(ask -> ask.rule().id() + " " + ask.quorum() + " "
                                        + ask.reviewers().shown() + " "
                                        + ask.within().toMinutes() + "m " + ask.because())
                                .toList()
                        + " masks " + told(asking.obligations());
        };
    }

    private static String told(List<Obligation> obligations) {
        return obligations.stream().map(DecisionTest::told).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String told(Obligation obligation) {
        String id = obligation.rule().id() + " ";
        return switch (obligation) {
            case Obligation.Mask(var _, Hidden hidden, var transform) ->
                id + told(hidden) + " " + transform.getClass().getSimpleName();
            case Obligation.Limit limit ->
                id + limit.amount() + " " + limit.unit() + " per " + limit.per() + " of " + limit.key();
            case Obligation.Keep keep ->
                id + keep.kept() + keep.time().map(time -> " for " + time).orElse("");
        };
    }

    private static String told(Hidden hidden) {
        return switch (hidden) {
            case Hidden.Entities(var names) -> String.join(",", names);
            case Hidden.Columns(var patterns) -> "columns " + String.join(",", patterns);
            case Hidden.Members(var paths) -> "members " + String.join(",", paths);
            case Hidden.Headers(var names) -> "headers " + String.join(",", names);
        };
    }
}
