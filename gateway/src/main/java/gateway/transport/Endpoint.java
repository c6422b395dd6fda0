// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where a target listens.
///
/// @param host a name or an IP literal (IPv6 without brackets)
/// @param authorities PEM file of the certificate authorities trusted for it; empty for the platform's
public record Endpoint(boolean tls, String host, int port, Optional<Path> authorities) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /// @throws IllegalArgumentException if the URI is not `http://host…` or `https://host…`
    public static Endpoint of(URI base, Optional<Path> authorities) {
        boolean tls = "https".equalsIgnoreCase(base.getScheme());
        if ((!tls && !"http".equalsIgnoreCase(base.getScheme())) || base.getHost() == null) {
            throw new IllegalArgumentException("not an http or https address: " + base);
        }
        String host = base.getHost().replaceAll("^\\[|]$", "");
        int port = base.getPort() >= 0 ? base.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        return new Endpoint(tls, host, port, authorities);
    }

    /// The value of a `Host` header for it.
    public String hostHeader() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }
}
