// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// One connection to a target: carries one request at a time, queues what comes back until it is taken,
/// and stops reading when that is too much. Confined to its event loop.
final class TargetWire extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(TargetWire.class.getName());

    private final Lane lane;
    private final TargetPool pool;
    private final Channel channel;
    private final ReplyDecoder decoder;
    private final Inbox inbox;
    private final Pieces out;
    private @Nullable RequestPass user;
    private boolean open = true;
    private long lastUsed;
    private long deadline = Lane.NEVER;

    TargetWire(Lane lane, TargetPool pool, Channel channel, ReplyDecoder decoder) {
        this.lane = lane;
        this.pool = pool;
        this.channel = channel;
        this.decoder = decoder;
        this.out = new Pieces(channel);
        this.inbox = new Inbox(channel, lane.settings().client().maxQueued());
    }

    void lend(RequestPass to, boolean head) {
        user = to;
        decoder.expect(head);
    }

    /// Gives the connection back, to be used again if `clean`: the reply was read to its end and the
    /// request was sent.
    void giveBack(boolean clean) {
        user = null;
        deadline = Lane.NEVER;
        if (clean && open && inbox.isEmpty() && !decoder.leftover()) {
            lastUsed = lane.now();
            inbox.resume();
            pool.returned(this);
        } else {
            Unwatched.close(channel);
        }
    }

    boolean usedWithin(int millis) {
        return lane.now() - lastUsed < Lane.nanos(millis);
    }

    boolean isOpen() {
        return open;
    }

    /// Whether the target has not sent a single byte in answer to the request.
    boolean silent() {
        return decoder.silent();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    Pieces out() {
        return out;
    }

    Channel channel() {
        return channel;
    }

    /// Fails the request if nothing comes from the target until then.
    void expectWithin(int millis) {
        deadline = lane.now() + Lane.nanos(millis);
    }

    void expectNothing() {
        deadline = Lane.NEVER;
    }

    Inbox inbox() {
        return inbox;
    }

    void tick(long now) {
        RequestPass asking = user;
        if (asking != null && now > deadline && inbox.isEmpty()) {
            deadline = Lane.NEVER;
            asking.targetSilent();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (user == null) { // nobody asked: whatever this is, the next reply would be mistaken
            ReferenceCountUtil.release(msg);
            Unwatched.close(channel);
            return;
        }
        if (msg instanceof HttpObject object) {
            inbox.add(object);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        RequestPass asking = user;
        if (asking != null) {
            asking.targetReadable();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        RequestPass asking = user;
        if (asking != null && ctx.channel().isWritable()) {
            asking.targetWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        open = false;
        out.discard();
        pool.closed(this);
        RequestPass asking = user;
        if (asking != null) {
            asking.targetReadable();
        }
        if (user == null) {
            inbox.discard();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "connection to a target failed", cause);
        Unwatched.close(channel);
    }
}
