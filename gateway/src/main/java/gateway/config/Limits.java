// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/// What the gateway takes on at most.
///
/// @param inspectedBody how much of a request's body is read for rules that look into it
/// @param connections how many callers may be connected at once
/// @param connect how long to try to reach a target
/// @param reply how long a target may take to begin its reply, and to go on with it
/// @param drain how long requests under way may take to end when the gateway stops
public record Limits(
        @NotNull @Between(min = "1KiB", max = "64MiB") Size inspectedBody,
        @NotNull @Min(1) @Max(1_000_000) Integer connections,
        @NotNull @Between(min = "100ms", max = "1m") Duration connect,
        @NotNull @Between(min = "1s", max = "1h") Duration reply,
        @NotNull @Between(min = "0s", max = "10m") Duration drain) {

    static final Limits DEFAULT = new Limits(
            Size.ofMebibytes(4), 10_000, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(10));

    public Limits {
        inspectedBody = Defaults.or(inspectedBody, Size.ofMebibytes(4));
        connections = Defaults.or(connections, 10_000);
        connect = Defaults.or(connect, Duration.ofSeconds(5));
        reply = Defaults.or(reply, Duration.ofMinutes(5));
        drain = Defaults.or(drain, Duration.ofSeconds(10));
    }
}
