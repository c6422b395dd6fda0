// SPDX-License-Identifier: Apache-2.0

/// A text, and a place in it. Everything that points at policy source does it with a
/// [policy.dsl.source.Span].
@NullMarked
package policy.dsl.source;

import org.jspecify.annotations.NullMarked;
