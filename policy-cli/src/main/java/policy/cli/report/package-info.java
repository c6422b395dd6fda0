// SPDX-License-Identifier: Apache-2.0

/// What commands found, as programs read it: JSON of our own and SARIF. Shapes are documented in docs/cli.md and only
/// ever grow. Never prints and never decides what an exit status is.
///
/// Read [policy.cli.report.Checked] first.
@NullMarked
package policy.cli.report;

import org.jspecify.annotations.NullMarked;
