// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.Map;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Protocols;
import policy.runtime.request.Value;

/// The fields samples of protocols have, as their models tell whoever writes one there is not.
final class Samples {

    private static final Value NO_SUCH_FIELD = new Value.Fields(Map.of("?", Value.of("")));

    private Samples() {}

    /// None if it is no protocol, or one whose samples are texts.
    static List<String> fields(String protocol) {
        return Protocols.model(protocol).map(Samples::fields).orElse(List.of());
    }

    private static List<String> fields(ProtocolModel model) {
        try {
            model.sample(NO_SUCH_FIELD);
            return List.of();
        } catch (InvalidSample invalid) {
            return invalid.known();
        }
    }
}
