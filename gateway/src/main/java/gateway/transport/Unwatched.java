// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DuplexChannel;

/// What is done to a channel without waiting for it or asking how it went: whatever goes wrong ends the
/// connection, and that is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
final class Unwatched {

    private Unwatched() {}

    static void write(Channel channel, ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    static void writeAndFlush(Channel channel, ByteBuf bytes) {
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    static void close(Channel channel) {
        channel.close();
    }

    static void shutdownOutput(DuplexChannel channel) {
        channel.shutdownOutput();
    }

    static void shutdown(EventLoopGroup loops) {
        loops.shutdownGracefully();
    }
}
