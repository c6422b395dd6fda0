// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import policy.runtime.request.Resource.Env;

/// Something callers reach through the gateway, at `/<name>/`.
///
/// @param protocol the schema its requests are typed by
/// @param url where it is; requests get its path put in front of theirs
/// @param authorities PEM file of the certificate authorities trusted for it, if not the platform's
/// @param credential what the gateway presents to it in place of the caller's token
public record Target(
        @NotNull @Pattern(regexp = Defaults.NAME, message = Defaults.NAME_MESSAGE)
        String name,

        @NotEmpty String protocol,
        @NotNull URI url,
        @NotNull Env env,
        Optional<Path> authorities,
        Optional<@Valid Credential> credential) {

    public Target {
        authorities = Defaults.or(authorities, Optional.empty());
        credential = Defaults.or(credential, Optional.empty());
    }

    /// @param header name of the header that carries it, such as `authorization`
    /// @param value the header's whole value, such as `Bearer sk-...`
    public record Credential(
            @NotNull @Pattern(regexp = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}", message = "must be the name of a header")
            String header,

            @NotNull Secret value) {}
}
