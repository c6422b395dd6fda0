// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import gateway.exchange.Outcome.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import policy.runtime.decision.DenialCode;

/// The client's end of a connection: queues what arrives, hands out one request at a time, writes one
/// reply at a time. Reading goes on while a request is served, up to a limit, because only a reader
/// notices that its client has left. Confined to its event loop.
final class ClientWire extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(ClientWire.class.getName());

    private enum Phase {
        /// No request is being served.
        WAITING,
        SERVING,
        /// The last answer is out; what still arrives is dropped.
        LINGERING,
        GONE
    }

    private final Lane lane;
    private final Channel channel;
    private final Consumer<ClientWire> onActive;
    private final Inbox inbox;
    private final Pieces out;
    private Phase phase = Phase.WAITING;
    private boolean poisoned;
    /// Read by the thread that serves this connection, too.
    private volatile boolean late;
    private boolean draining;
    private long deadline;
    private boolean headBegun;
    /// Whether the thread that serves this connection has asked for a request yet.
    private boolean asked;
    private final Stall stall;

    private @Nullable Answer<Arrival> reader;
    private final Departure departure = new Departure();

    private RequestHead head = RequestHead.NOTHING;
    private RequestBody body = new RequestBody(this, Framing.None.NONE, false);
    private boolean keepAlive;
    private boolean shownWaiting;
    private boolean replyBegun;
    private @Nullable RequestPass pass;
    private final Stop stop = new Stop();

    /// @param onActive called once the connection is ready to be served
    ClientWire(Lane lane, Channel channel, Consumer<ClientWire> onActive) {
        this.lane = lane;
        this.channel = channel;
        this.onActive = onActive;
        this.stall = new Stall(channel);
        this.out = new Pieces(channel);
        this.inbox = new Inbox(channel, lane.settings().client().maxQueued());
        this.deadline = lane.now() + Lane.nanos(lane.settings().client().idleMillis());
    }

    Lane lane() {
        return lane;
    }

    Channel channel() {
        return channel;
    }

    boolean isLate() {
        return late;
    }

    boolean isOneDotZero() {
        return head.oneDotZero();
    }

    // What the thread that serves this connection asks for

    void receive(Answer<Arrival> answer) {
        departure.forget();
        if (phase == Phase.LINGERING || phase == Phase.GONE) {
            answer.give(Arrival.Left.LEFT);
            return;
        }
        phase = Phase.WAITING;
        reader = answer;
        if (asked || !headBegun) { // else it began before anybody asked for it
            headBegun = false;
            deadline = lane.now() + Lane.nanos(lane.settings().client().idleMillis());
        }
        asked = true;
        pump();
        if (draining && reader != null) {
            Unwatched.close(channel);
        }
    }

    void collect(int limit, Answer<Optional<byte[]>> answer) {
        if (phase == Phase.GONE) {
            answer.fail(left());
            return;
        }
        body.collect(limit, answer);
        pump();
    }

    void watch(Runnable onDeparture) {
        departure.watch(onDeparture);
        if (phase == Phase.GONE) {
            departure.happened();
        }
    }

    void send(Endpoint to, RequestHead request, Hints hints, Answer<Optional<ReplyHead>> answer) {
        departure.forget();
        if (phase == Phase.GONE) {
            answer.give(Optional.empty());
            return;
        }
        if (stop.fails(answer)) {
            return;
        }
        var begun = new RequestPass(this, to, request, body, hints, answer);
        pass = begun;
        begun.start();
    }

    void reply(ReplyHead reply, Optional<Rewriting> rewriting, Answer<Passage> answer) {
        RequestPass sent = pass;
        if (phase == Phase.GONE || sent == null) {
            answer.give(new Passage(Ending.CLIENT_LEFT, sent == null ? 0 : sent.bytesToTarget(), 0));
            return;
        }
        if (stop.fails(answer)) {
            return;
        }
        sent.passReply(new ReplyPass(this, sent, reply, rewriting, answer));
    }

    /// Signs come seldom and are short, so they are not held back from a client that does not read; one that goes
    /// on not reading is seen by [Stall].
    void showWaiting(ReplyHead early, byte[] sign) {
        if (phase != Phase.SERVING || replyBegun) {
            return;
        }
        if (!shownWaiting) {
            writeHead(early, !isOneDotZero(), isOneDotZero());
            shownWaiting = true;
        }
        add(Unpooled.wrappedBuffer(sign));
        out.flush();
    }

    void concludeWaiting(byte[] rest, Answer<Passage> answer) {
        departure.forget();
        abandonPass();
        if (phase != Phase.SERVING || !shownWaiting || replyBegun) {
            Unwatched.close(channel);
            answer.give(new Passage(Ending.CLIENT_LEFT, 0, 0));
            return;
        }
        replyBegun = true;
        add(Unpooled.wrappedBuffer(rest));
        body.drop();
        endReply(
                isOneDotZero() ? Unpooled.EMPTY_BUFFER : HttpWriter.lastChunk(),
                written -> answer.give(new Passage(written ? Ending.REFUSED : Ending.CLIENT_LEFT, 0, rest.length)));
        out.flush();
    }

    /// Writes a part of a body without a known length.
    private void add(ByteBuf bytes) {
        if (isOneDotZero()) {
            out.add(bytes);
        } else {
            out.chunk(bytes);
        }
    }

    /// Ends the request that is being served.
    void stop(Failure why) {
        stop.because(why);
        RequestPass sent = pass;
        if (sent != null) {
            sent.stop(why);
        }
    }

    /// Answers in the target's stead; a request that is under way is abandoned.
    ///
    /// @param last whether the connection shall end
    void answer(ReplyHead reply, byte[] content, boolean last, Answer<Passage> answer) {
        departure.forget();
        abandonPass();
        if (phase != Phase.SERVING || shownWaiting || replyBegun) {
            Unwatched.close(channel);
            answer.give(new Passage(Ending.CLIENT_LEFT, 0, 0));
            return;
        }
        beginReply(
                reply,
                false,
                last || !body.isCheapToDrop(lane.settings().client().drain()));
        boolean bodiless = head.method().equals("HEAD");
        ByteBuf bytes = bodiless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(content);
        body.drop();
        endReply(
                bytes,
                written -> answer.give(
                        new Passage(written ? Ending.REFUSED : Ending.CLIENT_LEFT, 0, bodiless ? 0 : content.length)));
        out.flush();
    }

    private void abandonPass() {
        RequestPass abandoned = pass;
        if (abandoned != null) {
            abandoned.abandon();
        }
    }

    // What the passes ask for

    Pieces out() {
        return out;
    }

    void expectBody() {
        deadline = lane.now() + Lane.nanos(lane.settings().client().stallMillis());
    }

    void goOn() {
        Unwatched.writeAndFlush(channel, HttpWriter.goOn());
    }

    void earlyHints(ReplyHead hints) {
        if (!replyBegun && !shownWaiting && !head.oneDotZero()) {
            Unwatched.writeAndFlush(channel, HttpWriter.interim(channel.alloc(), hints));
        }
    }

    /// Writes the reply's head, unless the client was shown another while it waited; then what follows is a body
    /// like the one that has begun.
    ///
    /// @param last whether the connection ends with this reply
    void beginReply(ReplyHead reply, boolean chunked, boolean last) {
        replyBegun = true;
        if (shownWaiting) {
            keepAlive &= !last;
        } else {
            writeHead(reply, chunked, last);
        }
    }

    private void writeHead(ReplyHead reply, boolean chunked, boolean last) {
        keepAlive = !last && !poisoned && !draining && head.asksToStay();
        String connection = !keepAlive ? "close" : head.oneDotZero() ? "keep-alive" : "";
        out.begin(HttpWriter.reply(channel.alloc(), reply, chunked, connection));
    }

    /// @param written told whether all of it was handed to the network
    void endReply(ByteBuf bytes, Consumer<Boolean> written) {
        pass = null;
        boolean stays = keepAlive && body.isCheapToDrop(lane.settings().client().drain());
        if (stays) {
            body.drop();
        }
        out.end(bytes).addListener(done -> {
            if (!stays && done.isSuccess()) {
                finish();
            }
            written.accept(done.isSuccess());
        });
    }

    void cut() {
        if (head.oneDotZero()) { // an end of the connection would be the end of the reply: only a reset tells
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        out.flush();
        Unwatched.close(channel);
    }

    /// Closes so that the answer survives: closing with bytes unread would reset the connection, and a
    /// reset takes what the client has not read yet (RFC 9112 section 9.6).
    private void finish() {
        if ((body.isComplete() && !poisoned) || !(channel instanceof SocketChannel socket)) {
            Unwatched.close(channel);
            return;
        }
        phase = Phase.LINGERING;
        deadline = lane.now() + Lane.nanos(lane.settings().client().lingerMillis());
        inbox.discard();
        channel.config().setAutoRead(true);
        Unwatched.shutdownOutput(socket);
    }

    // What comes from the network

    /// Moves what has arrived to whoever wants it.
    void pump() {
        boolean moved = false;
        while (body.wantsMore() && inbox.peek() instanceof HttpContent content) {
            inbox.poll();
            body.take(content);
            moved = true;
        }
        RequestPass sending = pass;
        if (moved && sending != null) {
            sending.flush();
        }
        Answer<Arrival> waiting = reader;
        if (waiting != null
                && phase == Phase.WAITING
                && body.isComplete()
                && inbox.poll() instanceof HttpRequest next) {
            reader = null;
            waiting.give(arrived(next));
        }
        inbox.resume();
        if (moved) {
            expectBody();
        }
    }

    private Arrival arrived(HttpRequest next) {
        Arrival arrival = RequestReader.read(next);
        begin(arrival, next.headers().contains("Expect"));
        if (LastHttpContent.EMPTY_LAST_CONTENT.equals(
                inbox.peek())) { // the end of a request without body, always at once
            inbox.poll();
            body.take(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        return arrival;
    }

    /// @param continueAwaited the client may send its body only after `100 Continue`
    private void begin(Arrival arrival, boolean continueAwaited) {
        phase = Phase.SERVING;
        replyBegun = false;
        shownWaiting = false;
        pass = null;
        stop.forget();
        expectBody();
        switch (arrival) {
            case Arrival.Request(RequestHead read) -> {
                head = read;
                body = new RequestBody(this, read.framing(), continueAwaited && !read.oneDotZero());
            }
            case Arrival.Malformed malformed -> {
                head = RequestHead.NOTHING;
                body = new RequestBody(this, Framing.None.NONE, false);
                poisoned = true;
            }
            case Arrival.Left left -> throw new IllegalStateException("a request that has left");
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        lane.joined(this);
        onActive.accept(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (phase == Phase.LINGERING || phase == Phase.GONE || !(msg instanceof HttpObject object)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        inbox.add(object);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        pump();
        if ((reader != null || !asked) && !headBegun) { // bytes, but no head yet
            headBegun = true;
            deadline = lane.now() + Lane.nanos(lane.settings().client().headMillis());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        RequestPass sent = pass;
        if (sent != null && ctx.channel().isWritable()) {
            sent.targetReadable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        phase = Phase.GONE;
        lane.left(this);
        inbox.discard();
        out.discard();
        RequestPass under = pass;
        if (under != null) { // before its body fails: that the client left is no failure
            under.clientLeft();
        }
        body.fail(left());
        Answer<Arrival> waiting = reader;
        if (waiting != null) {
            waiting.give(Arrival.Left.LEFT);
        }
        departure.happened();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "connection to a client failed", cause);
        Unwatched.close(channel);
    }

    /// Ends what has waited too long.
    void tick(long now) {
        if (stall.lasts(now, lane.settings().client().stallMillis())) {
            Unwatched.close(channel);
        }
        if (now < deadline) {
            return;
        }
        switch (phase) {
            case WAITING -> {
                if (headBegun && reader != null) {
                    headIsLate();
                } else if (!headBegun) {
                    Unwatched.close(channel);
                }
            }
            case LINGERING -> Unwatched.close(channel);
            case SERVING -> {
                if (body.wantsMore()) {
                    late = true;
                    poisoned = true;
                    body.fail(new Failure(DenialCode.G112, "The rest of the request's body did not arrive in time."));
                }
            }
            case GONE -> {}
        }
    }

    private void headIsLate() {
        Answer<Arrival> waiting = reader;
        if (waiting == null) {
            Unwatched.close(channel);
            return;
        }
        reader = null;
        late = true;
        var malformed = new Arrival.Malformed("The rest of the request's head did not arrive in time.");
        begin(malformed, /* continueAwaited= */ false);
        waiting.give(malformed);
    }

    /// Serves nothing after the current request.
    void drain() {
        draining = true;
        if (reader != null) {
            Unwatched.close(channel);
        }
    }

    void close() {
        Unwatched.close(channel);
    }

    /// Nobody serves this connection any more.
    void unserved() {
        if (phase != Phase.LINGERING) {
            Unwatched.close(channel);
        }
    }

    private static Failure left() {
        return new Failure(DenialCode.G112, "The client left before its request was complete.");
    }
}
