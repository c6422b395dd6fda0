// SPDX-License-Identifier: Apache-2.0

/// Names over any text.
@NullMarked
package policy.lsp.index;

import org.jspecify.annotations.NullMarked;
