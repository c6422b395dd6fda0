// SPDX-License-Identifier: Apache-2.0

/// Tests of [policy.tests.mutation].
@NullMarked
package policy.tests.mutation;

import org.jspecify.annotations.NullMarked;
