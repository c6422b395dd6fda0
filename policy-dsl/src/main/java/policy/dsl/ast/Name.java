// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import policy.dsl.source.Span;

/// A name as written; dotted names keep their dots.
public record Name(String text, Span span) {}
