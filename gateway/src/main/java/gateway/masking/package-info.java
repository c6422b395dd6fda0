// SPDX-License-Identifier: Apache-2.0

/// Sees to it that a reply hides what a decision demands; how texts are masked is in [policy.protocols.masking]. Read
/// [gateway.masking.Masking] first.
@NullMarked
package gateway.masking;

import org.jspecify.annotations.NullMarked;
