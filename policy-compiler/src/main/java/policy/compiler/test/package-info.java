// SPDX-License-Identifier: Apache-2.0

/// What `test` blocks say, checked and with every name filled in. Running them is not known here: that takes
/// classifiers.
@NullMarked
package policy.compiler.test;

import org.jspecify.annotations.NullMarked;
