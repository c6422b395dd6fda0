// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.time.Duration;

/// Someone whose signature on a token is believed.
///
/// @param name what policies and records call it
/// @param issuer the exact `iss` claim
/// @param audience what the `aud` claim must contain
/// @param clockSkew by how much its clock and ours may differ
public record TrustedIssuer(
        String name, String issuer, String audience, PublishedKeys keys, Duration clockSkew, SubjectClaims claims) {}
