// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How people sign in to the inbox, the control plane's web page: OpenID Connect, by authorization code.
///
/// @param issuer name of one of the issuers of this file, whose ID tokens say who somebody is
/// @param clientId under which the issuer knows the page
/// @param clientSecret what the page proves to the issuer that it is; none for a public client
/// @param scopes what is asked for
/// @param authorizationEndpoint where browsers are sent, if the issuer does not publish it
/// @param tokenEndpoint where codes are redeemed, likewise
public record SignIn(
        @NotBlank String issuer,
        @NotBlank String clientId,
        Optional<Secret> clientSecret,

        List<@NotNull @Pattern(regexp = "[!#-\\[\\]-~]{1,100}", message = "must be a word without spaces") String>
                scopes,

        Optional<URI> authorizationEndpoint,
        Optional<URI> tokenEndpoint) {

    public SignIn {
        clientSecret = Defaults.or(clientSecret, Optional.empty());
        scopes = scopes == null ? List.of("openid", "profile") : Defaults.listed(scopes);
        authorizationEndpoint = Defaults.or(authorizationEndpoint, Optional.empty());
        tokenEndpoint = Defaults.or(tokenEndpoint, Optional.empty());
    }
}
