// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import policy.runtime.decision.DenialCode;

/// TLS towards targets. Certificates are checked against the endpoint's authorities and its host name;
/// there is no way to switch either off.
final class TargetTls {

    private final Map<Optional<Path>, SslContext> contexts = new ConcurrentHashMap<>();

    /// @throws Failure G501 if the authorities cannot be read
    SslContext context(Endpoint endpoint) {
        return contexts.computeIfAbsent(endpoint.authorities(), TargetTls::build);
    }

    private static SslContext build(Optional<Path> authorities) {
        try {
            var builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            authorities.map(Path::toFile).ifPresent((File file) -> builder.trustManager(file));
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new Failure(DenialCode.G501, "The gateway cannot verify this target's certificate.", e);
        }
    }
}
