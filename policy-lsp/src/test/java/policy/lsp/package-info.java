// SPDX-License-Identifier: Apache-2.0

/// The server as an editor meets it. [policy.lsp.Editor] is a client like any other.
@NullMarked
package policy.lsp;

import org.jspecify.annotations.NullMarked;
