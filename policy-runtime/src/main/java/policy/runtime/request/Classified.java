// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.Map;

/// What a protocol's classifier read out of one command.
///
/// @param attributes the protocol's own attributes, those that were asked for; one that is missing here
///     counts as undetermined, so forgetting one can only deny
public record Classified(Action action, Map<Attribute, Value> attributes) {
    public Classified {
        attributes = Map.copyOf(attributes);
    }
}
