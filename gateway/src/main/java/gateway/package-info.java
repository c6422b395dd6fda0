// SPDX-License-Identifier: Apache-2.0

/// The composition root: the only package that knows every other.
@NullMarked
package gateway;

import org.jspecify.annotations.NullMarked;
