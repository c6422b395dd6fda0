// SPDX-License-Identifier: Apache-2.0

/// Evidence: what is durable before a request is forwarded, and what is recorded of its end.
///
/// Read [gateway.recording.Evidence] first.
@NullMarked
package gateway.recording;

import org.jspecify.annotations.NullMarked;
