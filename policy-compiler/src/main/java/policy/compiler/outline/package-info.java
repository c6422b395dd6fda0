// SPDX-License-Identifier: Apache-2.0

/// The declarations of a policy set as they are written, without layout and comments: what two texts are compared by,
/// and
/// what a person is shown of them. It must never need a set that compiles. Read [policy.compiler.outline.Outline]
/// first.
@NullMarked
package policy.compiler.outline;

import org.jspecify.annotations.NullMarked;
