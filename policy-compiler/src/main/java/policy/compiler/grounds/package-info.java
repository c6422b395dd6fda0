// SPDX-License-Identifier: Apache-2.0

/// Why a request is decided as it is: what the rules that decided ask, what the request answers, and where rules that
/// nearly applied failed. It reads what rules mean and decides nothing.
///
/// Read [policy.compiler.grounds.Grounds] first.
@NullMarked
package policy.compiler.grounds;

import org.jspecify.annotations.NullMarked;
