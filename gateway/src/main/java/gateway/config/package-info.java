// SPDX-License-Identifier: Apache-2.0

/// What an operator writes in `hpol.yaml`, as checked values, and what is told when it is wrong.
///
/// It must never know who uses a setting. Read [gateway.config.GatewayConfig] first.
@NullMarked
package gateway.config;

import org.jspecify.annotations.NullMarked;
