// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import gateway.exchange.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Subject;

/// Verifies the tokens by which one issuer tells one of its clients who has signed in (OpenID Connect Core 1.0 section
/// 3.1.3.7). They pass all that a caller's token passes, and two things more: they answer the very question that was
/// asked (`nonce`), and were made for this client (`azp`).
public final class IdTokens {

    private final TrustedIssuer issuer;
    private final TokenVerifier verifier;

    /// @param issuer with the client's id as audience
    public IdTokens(TrustedIssuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.verifier = new TokenVerifier(List.of(issuer), clock);
    }

    /// @param until when the issuer's word for it ends
    public record SignedIn(Subject subject, Instant until) {}

    /// @param nonce what the issuer was asked to put into the token
    /// @throws Failure G110 with why it is not believed
    public SignedIn verify(String token, String nonce) {
        try {
            TokenVerifier.Verified verified = verifier.verify(token, claims -> check(claims, nonce));
            return new SignedIn(verified.caller().subject(), verified.until());
        } catch (RefusedToken refused) {
            throw new Failure(DenialCode.G110, refused.told());
        }
    }

    private void check(JWTClaimsSet claims, String nonce) {
        if (!nonce.equals(claims.getClaim("nonce"))) {
            throw new RefusedToken("The token answers another sign-in.");
        }
        Object party = claims.getClaim("azp");
        boolean ours = party == null ? claims.getAudience().size() == 1 : party.equals(issuer.audience());
        if (!ours) {
            throw new RefusedToken("The token was made for another client.");
        }
    }
}
