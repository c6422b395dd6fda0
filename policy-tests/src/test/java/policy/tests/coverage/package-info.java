// SPDX-License-Identifier: Apache-2.0

/// Tests of [policy.tests.coverage].
@NullMarked
package policy.tests.coverage;

import org.jspecify.annotations.NullMarked;
