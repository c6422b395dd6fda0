// SPDX-License-Identifier: Apache-2.0

/// What `hpol explain` tells of a request: why it is decided as it is, and what would decide it otherwise.
///
/// It words what [policy.compiler.grounds] and [policy.compiler.counterfactual] found, and finds nothing itself. Read
/// [policy.cli.explain.Reasoning] first.
@NullMarked
package policy.cli.explain;

import org.jspecify.annotations.NullMarked;
