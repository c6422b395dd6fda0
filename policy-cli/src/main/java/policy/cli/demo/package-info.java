// SPDX-License-Identifier: Apache-2.0

/// The demo: a gateway on embedded defaults, everything it needs around it, and five requests through it.
///
/// Nothing here is part of the gateway. Read [policy.cli.demo.Demo] first.
@NullMarked
package policy.cli.demo;

import org.jspecify.annotations.NullMarked;
