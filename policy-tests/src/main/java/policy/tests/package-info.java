// SPDX-License-Identifier: Apache-2.0

/// Runs the test blocks of a policy set. Read [policy.tests.TestRunner] first.
@NullMarked
package policy.tests;

import org.jspecify.annotations.NullMarked;
