// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import policy.dsl.source.Span;

/// A `//` comment. It means nothing; the formatter keeps it.
///
/// @param text with its slashes, without the end of the line
public record Comment(String text, Span span) {}
