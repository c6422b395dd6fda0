// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import gateway.identity.TrustedIssuer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How people sign in.
///
/// @param address where people reach the control plane
/// @param issuer who vouches for them, with the client's id as audience
/// @param secret what the client proves itself with; empty for a public client
/// @param scopes what is asked for; `openid` is among them whether or not it is named
/// @param endpoints empty if the issuer publishes them
public record ConsoleSettings(
        URI address,
        TrustedIssuer issuer,
        Optional<String> secret,
        List<String> scopes,
        Optional<Endpoints> endpoints) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public ConsoleSettings {
        scopes = List.copyOf(scopes);
    }

    /// Where the issuer is spoken to.
    ///
    /// @param secretInForm whether the client's secret goes into the form and not into the header, for issuers that
    ///     take it in no other way
    public record Endpoints(URI authorization, URI token, boolean secretInForm) {}

    String client() {
        return issuer.audience();
    }

    /// Where the issuer sends browsers back to.
    URI returnTo() {
        return address.resolve(SignInController.SIGNED_IN);
    }

    /// What browsers call the site (RFC 6454 section 6.2): a port only if it is not the scheme's own.
    String origin() {
        int own = secure() ? HTTPS : HTTP;
        String port = address.getPort() < 0 || address.getPort() == own ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    /// Whether cookies can be kept to connections nobody else reads.
    boolean secure() {
        return "https".equals(address.getScheme());
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "ConsoleSettings[" + address + ", " + client() + " at " + issuer.name() + "]";
    }
}
