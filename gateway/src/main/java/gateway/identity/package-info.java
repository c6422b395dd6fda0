// SPDX-License-Identifier: Apache-2.0

/// Who is calling: from a credential to a verified subject. Read [gateway.identity.Identity] first, then
/// [gateway.identity.TokenVerifier], which lists what a token must pass in order.
@NullMarked
package gateway.identity;

import org.jspecify.annotations.NullMarked;
