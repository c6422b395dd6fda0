// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.test.TestCase;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.runtime.request.AccessRequest;

/// The requests that tests describe: a sample becomes one through the classifier that reads production's.
public final class TestRequests {

    private final Map<String, ProtocolModel> protocols;

    /// @param protocols the models whose schemas the policies were compiled against
    public TestRequests(List<? extends ProtocolModel> protocols) {
        this.protocols = protocols.stream()
                .collect(Collectors.toUnmodifiableMap(model -> model.schema().protocol(), Function.identity()));
    }

    /// @throws InvalidSample if the test describes no message of its protocol
    public AccessRequest of(TestCase test) throws InvalidSample {
        ProtocolModel model = protocols.get(test.resource().protocol());
        if (model == null) {
            throw new IllegalStateException(
                    "no model for protocol `" + test.resource().protocol() + "`");
        }
        return new AccessRequest(
                model.schema(), test.subject(), model.sample(test.sample()), test.resource(), test.context());
    }
}
