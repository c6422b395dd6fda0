// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.time.Instant;
import java.util.Optional;
import policy.runtime.request.Subject;

/// Whom a token proves.
///
/// @param tokenIssued when it was issued (`iat`, RFC 7519 §4.1.6); empty if it does not say
public record Caller(Subject subject, Optional<Instant> tokenIssued) {}
