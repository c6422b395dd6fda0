// SPDX-License-Identifier: Apache-2.0

/// Places in texts.
@NullMarked
package policy.lsp.text;

import org.jspecify.annotations.NullMarked;
