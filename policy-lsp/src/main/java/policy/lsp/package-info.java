// SPDX-License-Identifier: Apache-2.0

/// The language server: what an editor asks about policies, by the Language Server Protocol over two streams.
///
/// It judges nothing by itself: mistakes are the compiler's, tests are run by `policy.tests`, texts are written by the
/// formatter. Nothing but messages goes to the output. Read [policy.lsp.LanguageServer] first, then
/// [policy.lsp.workspace.PolicyFolder].
@NullMarked
package policy.lsp;

import org.jspecify.annotations.NullMarked;
