// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import policy.protocols.http.HttpMessage;

/// What a client says of how it wants to wait (RFC 7240, sections 4.1 and 4.3).
///
/// @param async whether it would rather be told that its request is not done yet than wait for it
/// @param waits how long it waits all the same
record Preferences(boolean async, Optional<Duration> waits) {

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,6})\"?");

    /// Of a preference that is said twice the first one counts; what is none is none.
    static Preferences of(HttpMessage request) {
        List<String> said = request.headers("prefer").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(preference -> preference.split(";", 2)[0].strip())
                .toList();
        Optional<Duration> waits = said.stream()
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                .findFirst();
        return new Preferences(said.stream().anyMatch("respond-async"::equalsIgnoreCase), waits);
    }
}
