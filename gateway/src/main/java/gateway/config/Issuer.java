// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import policy.runtime.request.Subject.Kind;

/// Someone who vouches for callers with signed tokens.
///
/// @param name what policies and records call it
/// @param issuer the exact `iss` claim of its tokens
/// @param audience what their `aud` claim must contain: this gateway
/// @param clockSkew by how much its clock and ours may differ
/// @param kind what a caller is whose token does not say
public record Issuer(
        @NotNull @Pattern(regexp = Defaults.NAME, message = Defaults.NAME_MESSAGE)
        String name,

        @NotBlank String issuer,
        @NotBlank String audience,
        @NotNull KeyLocation jwks,
        @NotNull @Between(min = "0s", max = "5m") Duration clockSkew,
        @NotNull Kind kind,
        @NotNull @Valid Claims claims) {

    public Issuer {
        clockSkew = Defaults.or(clockSkew, Duration.ofSeconds(60));
        kind = Defaults.or(kind, Kind.PERSON);
        claims = Defaults.or(claims, Claims.STANDARD);
    }

    /// Which claims of a token say what; a dot leads into a nested one, such as `realm_access.roles`.
    public record Claims(
            @NotBlank String groups,
            @NotBlank String name,
            @NotBlank String kind) {

        static final Claims STANDARD = new Claims("groups", "name", "kind");

        public Claims {
            groups = Defaults.or(groups, "groups");
            name = Defaults.or(name, "name");
            kind = Defaults.or(kind, "kind");
        }
    }
}
