// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import policy.runtime.decision.DenialCode;

/// A request's body on its way in. Nothing is taken off the wire until somebody wants it: to have it
/// whole, to send it on, or to be rid of it. What was kept to be looked at is what is sent on. Confined
/// to its event loop.
final class RequestBody {

    private static final int FIRST_KEPT = 1024;

    private final ClientWire client;
    private final Framing framing;
    private boolean continueAwaited;
    private boolean complete;
    private boolean streamed;
    private @Nullable Failure broken;
    private long taken;

    private @Nullable ByteBuf kept;
    private int limit;
    private @Nullable Answer<Optional<byte[]>> collecting;
    private @Nullable RequestPass into;
    private boolean dropping;

    /// @param continueAwaited the client sends its body only after `100 Continue`
    RequestBody(ClientWire client, Framing framing, boolean continueAwaited) {
        this.client = client;
        this.framing = framing;
        this.continueAwaited = continueAwaited;
        this.complete = framing instanceof Framing.None;
    }

    boolean isComplete() {
        return complete;
    }

    Framing framing() {
        return framing;
    }

    /// Whether the body, as far as it was taken, can be sent once more.
    boolean canRepeat() {
        return complete && !streamed;
    }

    /// The whole body if it has already been kept; what is sent on then is this and nothing else.
    Optional<ByteBuf> whole() {
        if (!complete || streamed) {
            return Optional.empty();
        }
        ByteBuf all = keptBytes();
        return Optional.of(Unpooled.wrappedBuffer(all.array(), all.arrayOffset(), all.readableBytes()));
    }

    /// Whether the rest is short enough to be read and dropped for the sake of the connection.
    boolean isCheapToDrop(int most) {
        return complete
                || (!continueAwaited
                        && broken == null
                        && framing instanceof Framing.Length(long all)
                        && all - taken <= most);
    }

    boolean wantsMore() {
        RequestPass pass = into;
        return !complete && (collecting != null || dropping || (pass != null && pass.wantsBody()));
    }

    void collect(int most, Answer<Optional<byte[]>> answer) {
        if (broken != null) {
            answer.fail(broken);
        } else if (framing instanceof Framing.Length(long all) && all > most) {
            answer.give(Optional.empty());
        } else if (complete) {
            answer.give(Optional.of(ByteBufUtil.getBytes(keptBytes())));
        } else if (keptBytes().readableBytes() > most) {
            answer.give(Optional.empty());
        } else {
            limit = most;
            collecting = answer;
            wanted();
        }
    }

    void sendInto(RequestPass pass) {
        if (broken != null) {
            pass.bodyBroken(broken);
            return;
        }
        into = pass;
        streamed = true;
        wanted();
        ByteBuf before = kept;
        kept = null;
        if (before != null && before.isReadable()) {
            pass.body(before);
        }
    }

    void drop() {
        into = null;
        dropping = true;
    }

    private void wanted() {
        if (continueAwaited && !complete && taken == 0) {
            client.goOn();
        }
        continueAwaited = false;
        client.expectBody();
    }

    void take(HttpContent content) {
        continueAwaited = false; // it did not wait for us
        ByteBuf bytes = content.content();
        boolean last = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure()) {
            content.release();
            fail(new Failure(DenialCode.G112, "The request's body is not well-formed HTTP."));
            return;
        }
        taken += bytes.readableBytes();
        complete = last;
        RequestPass pass = into;
        if (pass != null) {
            pass.body(bytes);
            if (last) {
                pass.bodyEnds();
            }
        } else if (dropping) {
            content.release();
        } else {
            keep(bytes);
            content.release();
        }
    }

    private void keep(ByteBuf bytes) {
        ByteBuf all = keptBytes();
        all.writeBytes(bytes);
        kept = all;
        Answer<Optional<byte[]>> answer = collecting;
        if (answer != null && all.readableBytes() > limit) {
            collecting = null;
            answer.give(Optional.empty());
        } else if (answer != null && complete) {
            collecting = null;
            answer.give(Optional.of(ByteBufUtil.getBytes(all)));
        }
    }

    private ByteBuf keptBytes() {
        ByteBuf soFar = kept;
        if (soFar != null) {
            return soFar;
        }
        int size = framing instanceof Framing.Length(long all) && collecting != null ? (int) all : FIRST_KEPT;
        return Unpooled.buffer(complete ? 0 : size);
    }

    /// The rest will not come.
    void fail(Failure why) {
        if (complete || broken != null) {
            return;
        }
        broken = why;
        Answer<Optional<byte[]>> answer = collecting;
        collecting = null;
        if (answer != null) {
            answer.fail(why);
        }
        RequestPass pass = into;
        if (pass != null) {
            pass.bodyBroken(why);
        }
    }
}
