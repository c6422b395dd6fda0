// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import policy.runtime.decision.DenialCode;

/// One request's way to its target, until the head of the reply is there; [ReplyPass] is the way back.
/// The body streams as fast as the target takes it. Confined to its event loop.
///
/// A request that got no answer over a kept-alive connection is sent once more over a new one, but only
/// if not a byte came back, its body is still at hand and its method may be repeated (RFC 9110 section
/// 9.2.2).
final class RequestPass {

    private final ClientWire client;
    private final TargetPool pool;
    private final TransportSettings.Target limits;
    private final RequestHead head;
    private final RequestBody body;
    private final Hints hints;
    private final Answer<Optional<ReplyHead>> answer;

    private @Nullable TargetWire target;
    private @Nullable ReplyPass reply;
    private boolean reused;
    private boolean sent;
    private boolean answered;
    private boolean over;
    private boolean targetStays;
    private long bytesToTarget;

    /// @param hints what passes of early hints, if they pass
    /// @param answer gets the reply's head, or nothing if the client left
    RequestPass(
            ClientWire client,
            Endpoint to,
            RequestHead head,
            RequestBody body,
            Hints hints,
            Answer<Optional<ReplyHead>> answer) {
        this.client = client;
        this.pool = client.lane().pool(to);
        this.limits = client.lane().settings().target();
        this.head = head;
        this.body = body;
        this.hints = hints;
        this.answer = answer;
    }

    void start() {
        pool.acquire(this, false);
    }

    boolean mayRepeat() {
        return body.canRepeat()
                && switch (head.method()) {
                    case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
                    default -> false;
                };
    }

    void opened(TargetWire wire, boolean used) {
        if (over) {
            wire.giveBack(true);
            return;
        }
        target = wire;
        reused = used;
        wire.lend(this, head.method().equals("HEAD"));
        wire.expectWithin(limits.headMillis());
        Optional<ByteBuf> whole = body.whole();
        writeHead(wire, whole);
        if (whole.isPresent()) {
            sent = true;
            bytesToTarget = whole.get().readableBytes();
            wire.out().add(whole.get());
        } else {
            body.sendInto(this);
            client.pump();
        }
        wire.out().flush();
    }

    private void writeHead(TargetWire wire, Optional<ByteBuf> whole) {
        ByteBuf out = HttpWriter.request(wire.channel().alloc(), head.method(), head.target(), head.headers());
        switch (body.framing()) {
            case Framing.None none -> {}
            case Framing.Length(long bytes) -> HttpWriter.field(out, "Content-Length", Long.toString(bytes));
            case Framing.Open open
            when whole.isPresent() ->
                HttpWriter.field(
                        out, "Content-Length", Integer.toString(whole.get().readableBytes()));
            case Framing.Open open -> HttpWriter.field(out, "Transfer-Encoding", "chunked");
        }
        wire.out().begin(HttpWriter.end(out));
    }

    void notOpened(Failure why) {
        fail(why);
    }

    boolean wantsBody() {
        TargetWire wire = target;
        return !over && wire != null && wire.isWritable();
    }

    void body(ByteBuf bytes) {
        TargetWire wire = target;
        int size = bytes.readableBytes();
        if (over || wire == null || size == 0) {
            bytes.release();
            return;
        }
        bytesToTarget += size;
        if (body.framing() instanceof Framing.Open) {
            wire.out().chunk(bytes);
        } else {
            wire.out().add(bytes);
        }
        if (!answered) {
            wire.expectWithin(limits.headMillis());
        }
    }

    void bodyEnds() {
        TargetWire wire = target;
        sent = true;
        if (!over && wire != null && body.framing() instanceof Framing.Open) {
            wire.out().add(HttpWriter.lastChunk());
        }
    }

    void bodyBroken(Failure why) {
        stop(why);
    }

    /// Ends it, or its reply, with this.
    void stop(Failure why) {
        ReplyPass back = reply;
        if (back != null) {
            back.fail(why);
        } else {
            fail(why);
        }
    }

    void flush() {
        TargetWire wire = target;
        if (wire != null) {
            wire.out().flush();
        }
    }

    void targetWritable() {
        client.expectBody();
        client.pump();
    }

    /// Something came from the target, or its connection has ended.
    void targetReadable() {
        ReplyPass back = reply;
        if (back != null) {
            back.pump();
        } else if (!answered) {
            readHead();
        }
    }

    void targetSilent() {
        stop(new Failure(DenialCode.G502, "The target did not answer in time."));
    }

    private void readHead() {
        TargetWire wire = target;
        if (wire == null) {
            return;
        }
        while (!answered && !over) {
            HttpObject next = wire.inbox().poll();
            if (next == null) {
                break;
            }
            if (next instanceof HttpResponse response) {
                read(response);
            } else {
                ReferenceCountUtil.release(next); // the empty end of an interim reply
            }
        }
        if (!answered && !over && !wire.isOpen()) {
            lost(wire);
        }
    }

    private void read(HttpResponse response) {
        Optional<ReplyHead> read = ReplyReader.read(response, head.method());
        if (read.isEmpty() || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            fail(new Failure(DenialCode.G501, "The target's answer is not well-formed HTTP."));
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (response.status().equals(HttpResponseStatus.EARLY_HINTS)) {
                hints.toClient(read.get()).ifPresent(client::earlyHints);
            }
        } else {
            answered = true;
            targetStays = ReplyReader.keepsConnection(response, read.get());
            answer.give(read);
        }
    }

    private void lost(TargetWire wire) {
        if (reused && wire.silent() && mayRepeat()) {
            target = null;
            sent = false;
            pool.acquire(this, true);
        } else {
            fail(new Failure(DenialCode.G501, "The target closed the connection without an answer."));
        }
    }

    /// The reply's way back begins.
    void passReply(ReplyPass back) {
        reply = back;
        back.start();
    }

    TargetWire target() {
        TargetWire wire = target;
        if (wire == null) {
            throw new IllegalStateException("a reply without a target");
        }
        return wire;
    }

    long bytesToTarget() {
        return bytesToTarget;
    }

    /// Whether its target is no longer to be listened to.
    boolean isOver() {
        return over;
    }

    /// Whether the request went out completely; if not, its client still sends.
    boolean isSent() {
        return sent;
    }

    /// The reply has been read to its end.
    void replyRead() {
        over = true;
        target().giveBack(targetStays && sent);
    }

    /// Ends it without a reply, or in the middle of one.
    void abandon() {
        if (over) {
            return;
        }
        over = true;
        pool.forget(this);
        TargetWire wire = target;
        if (wire != null) {
            wire.inbox().discard();
            wire.giveBack(false);
        }
    }

    void clientLeft() {
        ReplyPass back = reply;
        abandon();
        if (back != null) {
            back.clientLeft();
        } else if (!answered) {
            answered = true;
            answer.give(Optional.empty());
        }
    }

    private void fail(Failure why) {
        if (over) {
            return;
        }
        abandon();
        if (!answered) {
            answered = true;
            answer.fail(why);
        }
    }
}
