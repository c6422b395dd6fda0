// SPDX-License-Identifier: Apache-2.0

/// The policies an editor has open: what is on disk, with what is typed over it, and the checks that run when typing
/// pauses. Knows nothing of what editors ask. Read [policy.lsp.workspace.PolicyFolder] first.
@NullMarked
package policy.lsp.workspace;

import org.jspecify.annotations.NullMarked;
