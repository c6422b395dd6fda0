// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a database is, `postgresql://host:port/name`; the port may be left out. Who connects, and how, are keys of
/// their own: a password in a URL would end up in messages.
public record PostgresUrl(HostPort server, String database) {

    private static final String PREFIX = "postgresql://";
    private static final Pattern WRITTEN = Pattern.compile(
            "postgres(?:ql)?://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?/([A-Za-z0-9_-]{1,63})");
    private static final String DEFAULT_PORT = "5432";

    /// @throws IllegalArgumentException if the text is no such URL
    public static PostgresUrl of(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be `postgresql://host:port/database`, without user, password or parameters");
        }
        String port = Optional.ofNullable(matcher.group(2)).orElse(DEFAULT_PORT);
        return new PostgresUrl(HostPort.of(matcher.group(1) + ":" + port), matcher.group(3));
    }

    @Override
    public String toString() {
        return PREFIX + server + "/" + database;
    }
}
