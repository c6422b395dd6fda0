// SPDX-License-Identifier: Apache-2.0

/// Language models over HTTP to the gateway: refusals in the provider's own shape, and masks for replies whose texts
/// arrive in many small events. Read [gateway.protocol.llm.LlmDialect] first.
@NullMarked
package gateway.protocol.llm;

import org.jspecify.annotations.NullMarked;
