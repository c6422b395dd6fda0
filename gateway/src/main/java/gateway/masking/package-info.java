// SPDX-License-Identifier: Apache-2.0

/// Hides secrets and personal data in text that streams past. Knows texts and detectors, never a wire
/// format: finding the texts in a reply is the protocol's part. Read [gateway.masking.Masking] first.
@NullMarked
package gateway.masking;

import org.jspecify.annotations.NullMarked;
