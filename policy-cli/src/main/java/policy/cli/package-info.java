// SPDX-License-Identifier: Apache-2.0

/// The `hpol` command.
@NullMarked
package policy.cli;

import org.jspecify.annotations.NullMarked;
