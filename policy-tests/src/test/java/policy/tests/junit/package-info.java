// SPDX-License-Identifier: Apache-2.0

/// Tests of [policy.tests.junit].
@NullMarked
package policy.tests.junit;

import org.jspecify.annotations.NullMarked;
