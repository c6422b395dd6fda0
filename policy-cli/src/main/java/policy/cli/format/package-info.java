// SPDX-License-Identifier: Apache-2.0

/// `hpol fmt` behind its options: which files are read, what becomes of them, how the difference is shown. How policies
/// are written is `policy.dsl.format`'s to say. Read [policy.cli.format.FormatRun] first.
@NullMarked
package policy.cli.format;

import org.jspecify.annotations.NullMarked;
