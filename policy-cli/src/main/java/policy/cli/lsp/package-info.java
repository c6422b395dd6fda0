// SPDX-License-Identifier: Apache-2.0

/// What `hpol lsp` knows beside the language: what the gateway has recorded. The server itself is `policy.lsp`, which
/// knows no gateway.
@NullMarked
package policy.cli.lsp;

import org.jspecify.annotations.NullMarked;
