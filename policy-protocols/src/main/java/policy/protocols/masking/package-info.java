// SPDX-License-Identifier: Apache-2.0

/// Hides secrets and personal data in texts, whole or streaming past, and in JSON documents. Knows texts and detectors,
/// never a wire format: finding the texts in a reply is the protocol's part. Pure, so that a test of policies shows
/// what
/// a gateway would deliver. Read [policy.protocols.masking.EntityMasks] first.
@NullMarked
package policy.protocols.masking;

import org.jspecify.annotations.NullMarked;
