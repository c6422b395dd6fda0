// SPDX-License-Identifier: Apache-2.0

/// Syntax tree to types, types to decision tree, decision tree to decisions.
///
/// It must never know a protocol: schemas reach it as values. Read [policy.compiler.Compiler] first; its one method
/// lists the phases, and each phase has a package and a result type of its own.
@NullMarked
package policy.compiler;

import org.jspecify.annotations.NullMarked;
