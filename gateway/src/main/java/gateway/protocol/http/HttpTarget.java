// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.transport.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.request.Resource;

/// Something callers reach over HTTP at `/<name>/…`.
///
/// @param basePath put before every path; empty or `/…` without a slash at its end
/// @param credentials what proves to the target who the gateway is
public record HttpTarget(
        String name,
        HttpDialect dialect,
        Endpoint endpoint,
        String basePath,
        Resource.Env env,
        TargetCredentials credentials) {

    /// @param base `http://host:port/base` or the same with https; what follows the path is not used
    /// @param credentials headers that prove to the target who the gateway is
    /// @param authorities PEM file of the certificate authorities trusted for it; empty for the platform's
    /// @throws IllegalArgumentException if the address is neither
    public static HttpTarget of(
            String name,
            HttpDialect dialect,
            URI base,
            Optional<Path> authorities,
            Resource.Env env,
            List<Header> credentials) {
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        return new HttpTarget(
                name, dialect, Endpoint.of(base, authorities), path, env, new TargetCredentials(credentials));
    }

    /// What policies see of it.
    public Resource resource() {
        return new Resource(name, dialect.classifier().schema().protocol(), env);
    }

    String origin() {
        return (endpoint.tls() ? "https://" : "http://") + endpoint.hostHeader();
    }

    /// Without credentials, so that none gets into a log.
    @Override
    public String toString() {
        return "HttpTarget[" + name + "]";
    }
}
