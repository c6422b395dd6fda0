// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Reads requests as strictly as Netty can, and one step more: a request framed both ways is malformed,
/// where RFC 9112 (section 6.3) would still allow to pick one. The gateway and a target must never
/// disagree about where a body ends.
final class RequestDecoder extends HttpRequestDecoder {

    RequestDecoder(TransportSettings.Client limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxRequestLine())
                .setMaxHeaderSize(limits.maxHeaders())
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
