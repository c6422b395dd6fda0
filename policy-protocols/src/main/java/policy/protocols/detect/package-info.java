// SPDX-License-Identifier: Apache-2.0

/// Finds secrets and personal data in text. Pure, linear in the text, no I/O. Read
/// [policy.protocols.detect.Detectors] first.
@NullMarked
package policy.protocols.detect;

import org.jspecify.annotations.NullMarked;
