// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.util.Set;
import policy.protocols.ProtocolModel;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;

/// Reads requests that travel over HTTP: plain HTTP itself, and protocols whose messages are HTTP requests.
public interface HttpClassifier extends ProtocolModel {

    /// Whether determining these attributes takes the request's body.
    boolean needsBody(Set<Attribute> wanted);

    /// Pure. An attribute that cannot be read from the message is
    /// [policy.runtime.request.Value.Undetermined]; never throws for any message.
    Classified classify(HttpMessage message, Set<Attribute> wanted);
}
