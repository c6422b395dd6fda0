// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.net.InetSocketAddress;

/// Limits and waits of the data path, each with its reason. Times in milliseconds, sizes in bytes.
///
/// @param bind where clients connect; port 0 picks a free one
/// @param loops event loops if the gateway has none to share; 0 for one a processor
/// @param client towards clients
/// @param target towards targets
public record TransportSettings(InetSocketAddress bind, int loops, Client client, Target target) {

    private static final int KIB = 1024;
    private static final int SECOND = 1000;

    /// @param maxConnections further ones are closed at once
    /// @param maxRequestLine method, target and version
    /// @param maxHeaders all header lines of one request
    /// @param maxQueued what may wait of one client before reading from it pauses; one read (64 KiB) can
    ///     come on top
    /// @param idleMillis between two requests of one connection
    /// @param headMillis from a request's first byte to the end of its headers
    /// @param stallMillis without a byte of a wanted body, or without room for a byte of a reply
    /// @param drain what is read and dropped of a refused request's body to keep its connection
    /// @param lingerMillis how long a closing connection still drops what arrives, so that the answer is
    ///     not lost to a reset
    /// @param stopMillis how long exchanges may finish when the data plane stops
    public record Client(
            int maxConnections,
            int maxRequestLine,
            int maxHeaders,
            int maxQueued,
            int idleMillis,
            int headMillis,
            int stallMillis,
            int drain,
            int lingerMillis,
            int stopMillis) {}

    /// @param maxConnections to one target, over all event loops; each loop gets an equal share, at least
    ///     one
    /// @param maxWaiting requests that may wait for a connection to one target, on each event loop
    /// @param waitMillis how long one may wait
    /// @param connectMillis for one address
    /// @param headMillis from the end of the request to the head of the reply; models think for minutes
    /// @param silenceMillis between two pieces of a reply
    /// @param idleMillis before an unused connection is closed; below the 5 s after which common servers
    ///     close theirs
    /// @param freshMillis how long ago a connection may have been used for a request that must not be
    ///     sent twice
    /// @param maxHeaders all header lines of one reply
    public record Target(
            int maxConnections,
            int maxWaiting,
            int waitMillis,
            int connectMillis,
            int headMillis,
            int silenceMillis,
            int idleMillis,
            int freshMillis,
            int maxHeaders) {}

    public static TransportSettings defaults(InetSocketAddress bind) {
        return new TransportSettings(
                bind,
                0,
                new Client(
                        20_000,
                        8 * KIB,
                        32 * KIB,
                        64 * KIB,
                        75 * SECOND,
                        10 * SECOND,
                        60 * SECOND,
                        64 * KIB,
                        2 * SECOND,
                        10 * SECOND),
                new Target(
                        2_048,
                        4_096,
                        5 * SECOND,
                        5 * SECOND,
                        600 * SECOND,
                        600 * SECOND,
                        4 * SECOND,
                        SECOND,
                        64 * KIB));
    }

    public TransportSettings withClient(Client other) {
        return new TransportSettings(bind, loops, other, target);
    }

    public TransportSettings withTarget(Target other) {
        return new TransportSettings(bind, loops, client, other);
    }
}
