// SPDX-License-Identifier: Apache-2.0

/// `hpol test` behind its options: what is run, and how what came of it is told. Nothing here decides or judges; that
/// is
/// `policy.tests`. Read [policy.cli.test.TestRun] first.
@NullMarked
package policy.cli.test;

import org.jspecify.annotations.NullMarked;
