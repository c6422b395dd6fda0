// SPDX-License-Identifier: Apache-2.0

/// What editors ask, one class a question: each a function of a [policy.lsp.workspace.View] and a place in it. None
/// keeps anything or talks to the editor. Read [policy.lsp.feature.Problems] first.
@NullMarked
package policy.lsp.feature;

import org.jspecify.annotations.NullMarked;
