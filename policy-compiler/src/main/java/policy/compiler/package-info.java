// SPDX-License-Identifier: Apache-2.0

/// Syntax tree to types, types to decision tree, decision tree to bytecode. Never knows a protocol: schemas
/// reach it as values.
@NullMarked
package policy.compiler;

import org.jspecify.annotations.NullMarked;
