// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import policy.compiler.test.TestCase;
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

    /// @param protocols the models whose schemas the policies were compiled against
    public TestRunner(List<? extends ProtocolModel> protocols) {
        this.requests = new TestRequests(protocols);
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
            var cause = new NoRequest(String.valueOf(invalid.getMessage()));
            return new Failed(test, since(started), test.sampleSpan(), cause);
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
