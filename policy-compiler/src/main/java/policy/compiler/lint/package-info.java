// SPDX-License-Identifier: Apache-2.0

/// Warnings: what compiles, but does not do what was meant.
@NullMarked
package policy.compiler.lint;

import org.jspecify.annotations.NullMarked;
