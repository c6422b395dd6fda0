// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.util.List;

/// Everybody whose signature on a token is believed, in the order of the configuration.
public record TrustedIssuers(List<TrustedIssuer> all) {

    public TrustedIssuers {
        all = List.copyOf(all);
    }

    /// The one of this name, as it vouches to one of its clients, with the same keys.
    ///
    /// @param client what the `aud` claim of its tokens must contain
    public TrustedIssuer to(String name, String client) {
        TrustedIssuer issuer = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new TrustedIssuer(
                issuer.name(), issuer.issuer(), client, issuer.keys(), issuer.clockSkew(), issuer.claims());
    }
}
