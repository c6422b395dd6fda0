// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What has arrived on a connection and is not taken yet. When it is too much, reading pauses: that is how a
/// slow taker slows down a fast sender. Confined to the connection's event loop.
final class Inbox {

    private final Channel channel;
    private final int most;
    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>();
    private int bytes;

    /// @param most bytes before reading pauses; what one read brings (64 KiB) can come on top
    Inbox(Channel channel, int most) {
        this.channel = channel;
        this.most = most;
    }

    void add(HttpObject arrived) {
        waiting.add(arrived);
        if (arrived instanceof HttpContent content) {
            bytes += content.content().readableBytes();
            if (bytes > most) {
                channel.config().setAutoRead(false);
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Nullable
    HttpObject peek() {
        return waiting.peek();
    }

    @Nullable
    HttpObject poll() {
        HttpObject next = waiting.poll();
        if (next instanceof HttpContent content) {
            bytes -= content.content().readableBytes();
        }
        return next;
    }

    /// Reads on if there is room again.
    void resume() {
        if (bytes <= most && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    void discard() {
        for (HttpObject left = waiting.poll(); left != null; left = waiting.poll()) {
            ReferenceCountUtil.release(left);
        }
        bytes = 0;
    }
}
