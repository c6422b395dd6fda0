// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.dsl.source.Source;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Resource;
import policy.runtime.request.Value;

/// What takes long to find out is found out for those requests alone whose decision needs it, and once.
final class OnDemandTest {

    private static final Attribute FINDS = Fixtures.BODY.findings();

    @ParameterizedTest
    @CsvSource({
        // rules, condition of rule I,                                                                  env,  path,
        // asked
        "1,   resource.env == prod and web.body finds [email],                                          TEST, /0,    0",
        "1,   resource.env == prod and web.body finds [email],                                          PROD, /0,    1",
        "1,   web.body finds [email] and resource.env == prod,                                          TEST, /0,    0",
        "1,   web.body finds [email] or resource.env == prod,                                           PROD, /0,    0",
        "1,   web.body finds [email] or resource.env == prod,                                           TEST, /0,    1",
        "3,   web.body finds [email] and web.path == '/I',                                              TEST, /9,    0",
        "3,   web.body finds [email] and web.body finds [iban],                                         TEST, /9,    1",
        "300, web.body finds [email] and web.path == '/I',                                              TEST, /7,    1",
        "300, web.body finds [email] and web.path == '/I',                                              TEST, /none, 0",
        "300, web.body finds [email] and web.path starts with '/I/',                                    TEST, /none, 0",
        "300, web.body finds [email] and (web.path == '/I' or web.path contains 'I'),                   TEST, /none, 0",
        "300, web.body finds [email] and not web.path == '/I',                                          TEST, /none, 1",
        "300, resource.env == prod and web.body finds [iban],                                           TEST, /7,    0",
    })
    void isAskedNoMoreThanNeeded(int rules, String condition, Resource.Env env, String path, int asked) {
        CompiledPolicySet policies = compiled(rules, condition.replace('\'', '"'));
        var times = new AtomicInteger();
        AccessRequest request = Requests.web()
                .in(env)
                .with(Fixtures.PATH, path)
                .finding(FINDS, () -> {
                    times.incrementAndGet();
                    return Value.of(List.of("email"));
                })
                .build();
        Decision decision = policies.decide(request);
        assertThat(times).hasValue(asked);
        assertThat(request.found(FINDS))
                .isEqualTo(asked == 0 ? Optional.empty() : Optional.of(Value.of(List.of("email"))));
        AccessRequest known = Requests.web()
                .in(env)
                .with(Fixtures.PATH, path)
                .with(FINDS, Value.of(List.of("email")))
                .build();
        assertThat(decision).isEqualTo(policies.decide(known));
    }

    private static CompiledPolicySet compiled(int rules, String condition) {
        String source = IntStream.range(0, rules)
                .mapToObj(
                        i -> "deny r%d on web { when %s because \"no\" }".formatted(i, condition.replace("I", "" + i)))
                .collect(Collectors.joining("\n", "policy p\n", "\n"));
        return new Compiler(Fixtures.VOCABULARY)
                .compile(List.of(new Source("p.hpol", source)))
                .policies()
                .orElseThrow();
    }
}
