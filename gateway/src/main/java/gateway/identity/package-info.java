// SPDX-License-Identifier: Apache-2.0

/// Who is calling: from a credential to a verified subject. Read [gateway.identity.Identity] first.
@NullMarked
package gateway.identity;

import org.jspecify.annotations.NullMarked;
