// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.test.TestCase;
import policy.dsl.source.Span;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;

/// Runs `test` blocks: each sample becomes a request through the classifier that reads production's, and is decided.
public final class TestRunner {

    /// The same moment and the same peer (a documentation address, RFC 5737) for every test.
    private static final Context CONTEXT = new Context(Instant.EPOCH, "192.0.2.1");

    private final Map<String, ProtocolModel> protocols;

    /// @param protocols the models whose schemas the policies were compiled against
    public TestRunner(List<? extends ProtocolModel> protocols) {
        this.protocols = protocols.stream()
                .collect(Collectors.toUnmodifiableMap(model -> model.schema().protocol(), Function.identity()));
    }

    /// @return one result for each test, in the order given
    public List<TestResult> run(CompiledPolicySet policies, List<TestCase> tests) {
        return tests.stream().map(test -> run(policies, test)).toList();
    }

    private TestResult run(CompiledPolicySet policies, TestCase test) {
        ProtocolModel model = protocols.get(test.resource().protocol());
        if (model == null) {
            throw new IllegalStateException(
                    "no model for protocol `" + test.resource().protocol() + "`");
        }
        Classified classified;
        try {
            classified = model.sample(test.sample());
        } catch (InvalidSample invalid) {
            return failed(test, test.sampleSpan(), "the sample is no request: " + invalid.getMessage());
        }
        var request = new AccessRequest(model.schema(), test.subject(), classified, test.resource(), CONTEXT);
        Decision decision = policies.decide(request);
        Optional<Expectations.Unmet> unmet = Expectations.firstUnmet(test.expectations(), decision);
        return unmet.map(u -> failed(test, u.at(), u.message())).orElseGet(() -> new TestResult.Passed(test));
    }

    private static TestResult failed(TestCase test, Span at, String message) {
        return new TestResult.Failed(test, at.source().name() + ":" + at.line(), message);
    }
}
