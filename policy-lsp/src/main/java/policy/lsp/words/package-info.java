// SPDX-License-Identifier: Apache-2.0

/// The language in the words of completion and hovers: one sentence and one pattern for each keyword, names of types,
/// the attributes a rule may read. Read [policy.lsp.words.Phrases] first.
@NullMarked
package policy.lsp.words;

import org.jspecify.annotations.NullMarked;
