// SPDX-License-Identifier: Apache-2.0

/// Places in texts, as the protocol counts them and as people type at them. Knows no policy. Read
/// [policy.lsp.text.Lines] first.
@NullMarked
package policy.lsp.text;

import org.jspecify.annotations.NullMarked;
