// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.Compiler;
import policy.compiler.test.SampleCheck;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Protocols;
import policy.runtime.request.Value;

/// Looks at the samples of tests with the classifiers that read production's messages, while policies are checked.
public final class ProtocolSamples implements SampleCheck {

    private final Map<String, ProtocolModel> protocols;

    /// @param protocols the models whose schemas the policies are compiled against
    public ProtocolSamples(List<? extends ProtocolModel> protocols) {
        this.protocols = protocols.stream()
                .collect(Collectors.toUnmodifiableMap(model -> model.schema().protocol(), Function.identity()));
    }

    /// A compiler for those who write or run tests: of all protocols, with a look into the samples.
    public static Compiler compiler() {
        return new Compiler(Protocols.vocabulary(), new ProtocolSamples(Protocols.all()));
    }

    @Override
    public Optional<Flaw> flaw(String protocol, Value sample) {
        ProtocolModel model = protocols.get(protocol);
        if (model == null) {
            return Optional.empty();
        }
        try {
            model.sample(sample);
            return Optional.empty();
        } catch (InvalidSample invalid) {
            return Optional.of(new Flaw(invalid.field(), invalid.problem(), invalid.known(), invalid.help()));
        }
    }
}
