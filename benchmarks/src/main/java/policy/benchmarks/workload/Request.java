// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.time.Instant;
import java.util.Set;

/// A request in no engine's form.
///
/// @param user the subject's identifier
/// @param target the resource's name
/// @param environment one of those hpol knows, such as `test`
/// @param address IPv4, as the number its four bytes are
/// @param bytes size of the body
public record Request(
        String user,
        Set<String> groups,
        String method,
        String host,
        String path,
        String target,
        String environment,
        int address,
        long bytes,
        Instant time) {

    /// An ordinary one, from which others are made. It is noon of a Wednesday.
    public static final Request PLAIN = new Request(
            "ana",
            Set.of("staff"),
            "GET",
            "api.example",
            "/",
            "api",
            "test",
            0x7f000001,
            0,
            Instant.parse("2026-01-07T12:00:00Z"));

    public Request {
        groups = Set.copyOf(groups);
    }

    public Request by(String someone, Set<String> theirGroups) {
        return new Request(someone, theirGroups, method, host, path, target, environment, address, bytes, time);
    }

    public Request doing(String other, String otherHost, String otherPath) {
        return new Request(user, groups, other, otherHost, otherPath, target, environment, address, bytes, time);
    }

    public Request on(String other, String otherEnvironment) {
        return new Request(user, groups, method, host, path, other, otherEnvironment, address, bytes, time);
    }

    public Request from(int otherAddress, long size, Instant moment) {
        return new Request(user, groups, method, host, path, target, environment, otherAddress, size, moment);
    }
}
