// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.transport.TransportSettings;

/// Settings that let a test see the end of a wait.
final class TestLimits {

    private TestLimits() {}

    static TransportSettings.Target target(TransportSettings.Target from, int headMillis) {
        return new TransportSettings.Target(
                from.maxConnections(),
                from.maxWaiting(),
                from.waitMillis(),
                from.connectMillis(),
                headMillis,
                from.silenceMillis(),
                from.idleMillis(),
                from.freshMillis(),
                from.maxHeaders());
    }

    static TransportSettings.Target connections(TransportSettings.Target from, int most, int maxWaiting) {
        return new TransportSettings.Target(
                most,
                maxWaiting,
                300,
                from.connectMillis(),
                from.headMillis(),
                from.silenceMillis(),
                from.idleMillis(),
                from.freshMillis(),
                from.maxHeaders());
    }

    static TransportSettings.Client client(TransportSettings.Client from, int headMillis, int stallMillis) {
        return new TransportSettings.Client(
                from.maxConnections(),
                from.maxRequestLine(),
                from.maxHeaders(),
                from.maxQueued(),
                from.idleMillis(),
                headMillis,
                stallMillis,
                from.drain(),
                from.lingerMillis(),
                from.stopMillis());
    }
}
