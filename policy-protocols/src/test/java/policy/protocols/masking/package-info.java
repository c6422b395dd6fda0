// SPDX-License-Identifier: Apache-2.0
@NullMarked
package policy.protocols.masking;

import org.jspecify.annotations.NullMarked;
