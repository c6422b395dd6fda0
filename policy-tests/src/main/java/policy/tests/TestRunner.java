// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import policy.compiler.test.TestCase;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.tests.TestResult.Failed;
import policy.tests.TestResult.NoRequest;
import policy.tests.TestResult.Passed;

/// Runs `test` blocks: a function of policies, tests and the models of the protocols. It prints nothing and keeps
/// nothing, so a command, an engine and an editor can all call it.
public final class TestRunner {

    private final TestRequests requests;
    private final BiFunction<TestCase, String, Optional<Diagnostic>> mistakes;

    /// @param protocols the models whose schemas the policies were compiled against
    public TestRunner(List<? extends ProtocolModel> protocols) {
        this(protocols, (_, _) -> Optional.empty());
    }

    /// For tests that were examined: a sample that describes no message is told with the mistake in it.
    public TestRunner(List<? extends ProtocolModel> protocols, Examined examined) {
        this(protocols, examined::flaw);
    }

    private TestRunner(
            List<? extends ProtocolModel> protocols, BiFunction<TestCase, String, Optional<Diagnostic>> mistakes) {
        this.requests = new TestRequests(protocols);
        this.mistakes = mistakes;
    }

    /// @return one result for each test, in the order given
    public List<TestResult> run(CompiledPolicySet policies, List<TestCase> tests) {
        return run(policies, tests, Progress.IGNORED);
    }

    /// Runs the tests on as many threads as there are processors.
    ///
    /// @return one result for each test, in the order given, whichever ended first
    public List<TestResult> run(CompiledPolicySet policies, List<TestCase> tests, Progress progress) {
        return Parallel.map(tests, progress, test -> run(policies, test));
    }

    /// One test, on the calling thread.
    public TestResult run(CompiledPolicySet policies, TestCase test) {
        long started = System.nanoTime();
        AccessRequest request;
        try {
            request = requests.of(test);
        } catch (InvalidSample invalid) {
            String reason = String.valueOf(invalid.getMessage());
            Optional<Diagnostic> mistake = mistakes.apply(test, reason);
            Span at = mistake.map(told -> told.primary().span()).orElse(test.sampleSpan());
            return new Failed(test, since(started), at, new NoRequest(reason, mistake));
        }
        Optional<Expectations.First> unmet =
                Expectations.firstUnmet(test.expectations(), new Delivery(policies.decide(request), test.answer()));
        Duration took = since(started);
        return unmet.<TestResult>map(first -> new Failed(test, took, first.at(), first.unmet()))
                .orElseGet(() -> new Passed(test, took));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
