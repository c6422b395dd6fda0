// SPDX-License-Identifier: Apache-2.0

/// JSON read so that no two readers can disagree about it, and all the texts in it. Knows no protocol. Read
/// [policy.protocols.json.StrictJson] first.
@NullMarked
package policy.protocols.json;

import org.jspecify.annotations.NullMarked;
