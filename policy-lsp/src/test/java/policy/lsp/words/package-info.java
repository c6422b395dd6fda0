// SPDX-License-Identifier: Apache-2.0

/// The words of completion against those of the language.
@NullMarked
package policy.lsp.words;

import org.jspecify.annotations.NullMarked;
