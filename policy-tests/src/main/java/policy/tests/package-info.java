// SPDX-License-Identifier: Apache-2.0

/// Runs the test and invariant blocks of a policy set, on the interpreter and on the bytecode.
@NullMarked
package policy.tests;

import org.jspecify.annotations.NullMarked;
