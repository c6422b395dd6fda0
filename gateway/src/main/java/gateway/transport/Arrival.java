// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

/// What a wait for the next request ends with.
public sealed interface Arrival {

    record Request(RequestHead head) implements Arrival {}

    /// Something came that is not HTTP as the gateway accepts it. Nothing more is read from this client.
    ///
    /// @param why for the client and the record
    record Malformed(String why) implements Arrival {}

    /// The client left, or was idle for too long.
    enum Left implements Arrival {
        LEFT
    }
}
