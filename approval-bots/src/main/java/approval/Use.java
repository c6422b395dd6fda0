// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.util.Optional;
import policy.runtime.decision.Grant;

/// One use of a consent.
///
/// @param left how long what runs under it may go on, from now; empty if its time is not limited
public record Use(Grant grant, Optional<Duration> left) {}
