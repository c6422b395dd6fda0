// SPDX-License-Identifier: Apache-2.0

/// Which rules and conditions the tests exercise, by the reference meaning of the rules. Read
/// [policy.tests.coverage.Coverage] first.
@NullMarked
package policy.tests.coverage;

import org.jspecify.annotations.NullMarked;
