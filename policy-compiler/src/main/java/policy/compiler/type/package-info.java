// SPDX-License-Identifier: Apache-2.0

/// Syntax to typed rules, checked against the schemas. Read [policy.compiler.type.TypeChecker] first.
///
/// What leaves this package holds no names any more: attributes stand by slot, lets are filled in, patterns compiled.
@NullMarked
package policy.compiler.type;

import org.jspecify.annotations.NullMarked;
