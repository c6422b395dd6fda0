// SPDX-License-Identifier: Apache-2.0

/// Decision trees to JVM bytecode. Read [policy.compiler.bytecode.CompiledTree] first, then
/// [policy.compiler.bytecode.Part]: what becomes one method.
@NullMarked
package policy.compiler.bytecode;

import org.jspecify.annotations.NullMarked;
