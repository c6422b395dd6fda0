// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// A protocol as policy sees it: its schema, and how a sample in a `test` block becomes a request.
public interface ProtocolModel {

    Schema schema();

    /// Builds the message a sample describes and reads it with the classifier that reads production's.
    ///
    /// @param sample what stands after the protocol's name in a test, such as `{ method: GET, path: "/x" }`
    /// @throws InvalidSample if it does not describe a message of this protocol
    Classified sample(Value sample) throws InvalidSample;
}
