// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/// Notices that the other side takes nothing of what is written to it.
final class Stall {

    private final Channel channel;
    private long pending;
    private long since;

    Stall(Channel channel) {
        this.channel = channel;
    }

    /// Whether something has been waiting to be taken for that long, and not a byte of it was.
    boolean lasts(long now, int millis) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long waiting = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        if (waiting == 0 || waiting != pending) {
            pending = waiting;
            since = now;
            return false;
        }
        return now - since > Lane.nanos(millis);
    }
}
