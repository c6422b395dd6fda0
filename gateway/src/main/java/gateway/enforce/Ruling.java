// SPDX-License-Identifier: Apache-2.0
package gateway.enforce;

import policy.runtime.decision.Decision;
import policy.runtime.request.AccessRequest;

/// A decision together with the request it answers.
public record Ruling(AccessRequest request, Decision decision) {}
