// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import java.util.Set;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// Where requests are not read.
final class NoClassifier implements HttpClassifier {

    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return false;
    }

    @Override
    public Classified classify(HttpMessage message, Set<Attribute> wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Schema schema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Classified sample(Value sample) {
        throw new UnsupportedOperationException();
    }
}
