// SPDX-License-Identifier: Apache-2.0

/// Collects what is wrong with the sources while the phases run. Read [policy.compiler.report.Report] first.
@NullMarked
package policy.compiler.report;

import org.jspecify.annotations.NullMarked;
