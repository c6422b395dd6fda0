// SPDX-License-Identifier: Apache-2.0

/// What can be typed next. It looks at the words before the cursor, not at the tree: while people type there is none.
/// Read [policy.lsp.complete.Completions] first, then `Situation`.
@NullMarked
package policy.lsp.complete;

import org.jspecify.annotations.NullMarked;
