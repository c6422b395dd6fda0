// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.Optional;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;

/// A request that shows something.
///
/// @param sample the message it was read from, as a `test` block describes it
public record Witness(AccessRequest request, Optional<Value> sample) {}
