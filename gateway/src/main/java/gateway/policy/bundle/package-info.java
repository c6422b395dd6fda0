// SPDX-License-Identifier: Apache-2.0

/// Bundles: a policy set as it is delivered, in one signed file whose every byte follows from its content. It must
/// never compile anything. `docs/bundles.md` defines the format. Read [gateway.policy.bundle.Bundle] first.
@NullMarked
package gateway.policy.bundle;

import org.jspecify.annotations.NullMarked;
