// SPDX-License-Identifier: Apache-2.0

/// Tests of [policy.cli.test].
@NullMarked
package policy.cli.test;

import org.jspecify.annotations.NullMarked;
