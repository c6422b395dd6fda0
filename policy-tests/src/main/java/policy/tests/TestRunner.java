// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.test.TestCase;
import policy.protocols.ProtocolModel;
import policy.runtime.evaluate.CompiledPolicySet;

/// Runs `test` blocks: each sample becomes a request through the classifier that reads production's, and is decided.
public final class TestRunner {

    private final Map<String, ProtocolModel> protocols;

    /// @param protocols the models whose schemas the policies were compiled against
    public TestRunner(List<? extends ProtocolModel> protocols) {
        this.protocols = protocols.stream()
                .collect(Collectors.toUnmodifiableMap(model -> model.schema().protocol(), Function.identity()));
    }

    /// @return one result for each test, in the order given
    public List<TestResult> run(CompiledPolicySet policies, List<TestCase> tests) {
        throw new UnsupportedOperationException("not yet: " + protocols.size() + policies.size() + tests.size());
    }
}
