// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import gateway.exchange.Outcome.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import policy.runtime.decision.DenialCode;

/// One reply's way from its target to the client, rewritten or as it is, as fast as the client takes it.
/// What one read brought is written with one flush, so that an event of a stream is neither delayed nor
/// split further. Confined to its event loop.
///
/// A reply that breaks off is never given a clean end. While nothing of it has been written, breaking off
/// is a failure the client can be told; the head of a reply whose rewriting may refuse it waits for its
/// first bytes, so that more of them can be told.
final class ReplyPass {

    private final ClientWire client;
    private final RequestPass request;
    private final TargetWire target;
    private final ReplyHead head;
    private final Optional<Rewriting> rewriting;
    private final Answer<Passage> answer;
    private final boolean chunked;
    private boolean begun;
    private boolean over;
    private long bytesToClient;

    /// @param head as the client shall see it, without framing headers where the body's length is not known
    ReplyPass(
            ClientWire client,
            RequestPass request,
            ReplyHead head,
            Optional<Rewriting> rewriting,
            Answer<Passage> answer) {
        this.client = client;
        this.request = request;
        this.target = request.target();
        this.head = head;
        this.rewriting = rewriting;
        this.answer = answer;
        this.chunked = head.framing() instanceof Framing.Open && !client.isOneDotZero();
    }

    void start() {
        if (request.isOver() || (!target.isOpen() && target.inbox().isEmpty())) {
            fail(brokenOff());
            return;
        }
        if (rewriting.isEmpty() || !rewriting.get().mayRefuse()) {
            begin();
        }
        pump();
    }

    private void begin() {
        begun = true;
        boolean endsByClose = head.framing() instanceof Framing.Open && !chunked;
        client.beginReply(head, chunked, endsByClose || !request.isSent());
    }

    void pump() {
        while (!over && client.channel().isWritable()) {
            HttpObject next = target.inbox().poll();
            if (next == null) {
                break;
            }
            take(next);
        }
        client.out().flush();
        if (over) {
            return;
        }
        if (!target.isOpen() && target.inbox().isEmpty()) {
            fail(brokenOff());
        } else if (client.channel().isWritable()) {
            target.inbox().resume();
            target.expectWithin(client.lane().settings().target().silenceMillis());
        } else {
            target.expectNothing();
        }
    }

    private void take(HttpObject next) {
        if (!(next instanceof HttpContent content) || content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(next);
            fail(brokenOff());
            return;
        }
        try {
            boolean last = content instanceof LastHttpContent;
            passOn(content.content());
            if (last) {
                finish();
            }
        } catch (Failure failure) {
            fail(failure);
        }
    }

    private void passOn(ByteBuf bytes) {
        if (rewriting.isEmpty()) {
            write(bytes);
            return;
        }
        byte[] in = ByteBufUtil.getBytes(bytes);
        bytes.release();
        if (in.length > 0) {
            write(Unpooled.wrappedBuffer(rewriting.get().push(in)));
        }
    }

    private void write(ByteBuf bytes) {
        int size = bytes.readableBytes();
        if (size == 0) {
            bytes.release();
            return;
        }
        if (!begun) {
            begin();
        }
        bytesToClient += size;
        if (chunked) {
            client.out().chunk(bytes);
        } else {
            client.out().add(bytes);
        }
    }

    private void finish() {
        if (rewriting.isPresent()) {
            write(Unpooled.wrappedBuffer(rewriting.get().finish()));
        }
        if (!begun) {
            begin();
        }
        over = true;
        request.replyRead();
        client.endReply(chunked ? HttpWriter.lastChunk() : Unpooled.EMPTY_BUFFER, written -> {
            answer.give(passage(written ? Ending.COMPLETE : Ending.CLIENT_LEFT));
        });
    }

    /// The reply cannot go on: the client is told, or if it has seen some of it already, must see that it is
    /// not complete.
    void fail(Failure why) {
        if (over) {
            return;
        }
        over = true;
        request.abandon();
        if (begun) {
            client.cut();
            answer.give(
                    new Passage(Ending.REPLY_CUT, request.bytesToTarget(), bytesToClient, Optional.of(why.reason())));
        } else {
            answer.fail(why);
        }
    }

    private static Failure brokenOff() {
        return new Failure(DenialCode.G501, "The target broke off its answer.");
    }

    void clientLeft() {
        if (!over) {
            over = true;
            answer.give(passage(Ending.CLIENT_LEFT));
        }
    }

    private Passage passage(Ending ending) {
        return new Passage(ending, request.bytesToTarget(), bytesToClient);
    }
}
