// SPDX-License-Identifier: Apache-2.0

/// What is declared and where it is used, by the trees of the files alone: no types, no protocols, nothing of editors.
/// It reads names as the compiler does, and works where files have mistakes. Read [policy.lsp.index.NameIndex] first.
@NullMarked
package policy.lsp.index;

import org.jspecify.annotations.NullMarked;
