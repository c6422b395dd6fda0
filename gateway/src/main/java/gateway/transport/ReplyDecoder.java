// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;

/// Reads a target's replies, knowing what was asked: the reply to HEAD has no body whatever its headers
/// say.
final class ReplyDecoder extends HttpResponseDecoder {

    private boolean bodiless;
    private boolean silent = true;

    ReplyDecoder(TransportSettings.Target limits) {
        super(new HttpDecoderConfig()
                .setMaxHeaderSize(limits.maxHeaders())
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true));
    }

    void expect(boolean head) {
        bodiless = head;
        silent = true;
    }

    /// Whether not one byte has come since the last request.
    boolean silent() {
        return silent;
    }

    /// Whether bytes are left over that belong to no reply.
    boolean leftover() {
        return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        silent = false;
        super.channelRead(ctx, msg);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return (bodiless && isFinal(message)) || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    private static boolean isFinal(HttpMessage message) {
        return message instanceof HttpResponse reply && reply.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }
}
