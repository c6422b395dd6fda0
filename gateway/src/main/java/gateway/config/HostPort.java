// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where to listen, `host:port`; port 0 takes any free one. IPv6 addresses stand in brackets.
public record HostPort(String host, int port) {

    private static final Pattern WRITTEN = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]+)):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    /// @throws IllegalArgumentException if the text is not `host:port`
    public static HostPort of(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
            throw new IllegalArgumentException("must be `host:port`, such as `127.0.0.1:8080`");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new HostPort(host, Integer.parseInt(matcher.group(3)));
    }

    /// Resolves the host; may ask a name server.
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
