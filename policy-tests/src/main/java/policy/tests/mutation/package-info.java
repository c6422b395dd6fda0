// SPDX-License-Identifier: Apache-2.0

/// Breaks rules on purpose and sees whether a test notices. Read [policy.tests.mutation.MutationRun] first.
@NullMarked
package policy.tests.mutation;

import org.jspecify.annotations.NullMarked;
