// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/// What is written to a connection, put together where it is short: a head, the frames of chunks and a short body are
/// one piece for the system then, which takes one piece faster than several. Nothing stays behind a [#flush]. Confined
/// to the connection's event loop.
final class Pieces {

    /// How much is put together, in bytes; copying more would cost more than it saves.
    static final int MOST = 4096;

    private final Channel channel;
    private @Nullable ByteBuf gathered;

    Pieces(Channel channel) {
        this.channel = channel;
    }

    /// Writes a piece that others may be put behind.
    ///
    /// @param bytes nobody else's
    void begin(ByteBuf bytes) {
        if (!append(bytes)) {
            passOn();
            gathered = bytes;
        }
    }

    /// Writes a piece.
    void add(ByteBuf bytes) {
        if (!append(bytes)) {
            passOn();
            Unwatched.write(channel, bytes);
        }
    }

    /// Writes a piece as a chunk (RFC 9112 section 7.1).
    void chunk(ByteBuf bytes) {
        begin(HttpWriter.chunkStart(channel.alloc(), bytes.readableBytes()));
        add(bytes);
        add(HttpWriter.chunkEnd());
    }

    /// Writes the last piece.
    ///
    /// @return done when everything was handed to the network, or cannot be
    ChannelFuture end(ByteBuf bytes) {
        ByteBuf last = append(bytes) ? gathered : null;
        if (last == null) {
            passOn();
            return channel.write(bytes);
        }
        gathered = null;
        return channel.write(last);
    }

    void flush() {
        passOn();
        channel.flush();
    }

    /// Drops what is not passed on yet, when the connection has ended.
    void discard() {
        ByteBuf left = gathered;
        gathered = null;
        if (left != null) {
            left.release();
        }
    }

    private boolean append(ByteBuf bytes) {
        ByteBuf before = gathered;
        if (before == null || before.readableBytes() + bytes.readableBytes() > MOST) {
            return false;
        }
        before.writeBytes(bytes);
        bytes.release();
        return true;
    }

    private void passOn() {
        ByteBuf before = gathered;
        gathered = null;
        if (before != null) {
            Unwatched.write(channel, before);
        }
    }
}
