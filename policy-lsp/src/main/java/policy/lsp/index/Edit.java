// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import policy.dsl.source.Span;

/// A part of a file and what is to stand there instead.
public record Edit(Span span, String text) {}
