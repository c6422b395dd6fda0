// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.protocols.http.HttpMessage.Header;

/// From Netty's view of a reply to ours.
final class ReplyReader {

    /// A status has three digits (RFC 9110 section 15).
    private static final int LOWEST_STATUS = 100;

    private static final int HIGHEST_STATUS = 999;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private ReplyReader() {}

    /// @param method of the request it answers
    /// @return empty if it is not a reply as RFC 9112 has it
    static Optional<ReplyHead> read(HttpResponse response, String method) {
        if (response.decoderResult().isFailure()) {
            return Optional.empty();
        }
        HttpHeaders headers = response.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        if (!chunked && !codings.isEmpty()) {
            return Optional.empty(); // a coding we would have to take off
        }
        int status = response.status().code();
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            return Optional.empty();
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        Framing framing;
        if (method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
            framing = Framing.None.NONE;
        } else if (chunked || length == null) {
            framing = Framing.Open.OPEN;
        } else {
            framing = new Framing.Length(Long.parseLong(length));
        }
        return Optional.of(new ReplyHead(status, list(headers), framing));
    }

    /// Whether another request may follow on the connection this came over.
    static boolean keepsConnection(HttpResponse response, ReplyHead head) {
        boolean endedByClose = head.framing() instanceof Framing.Open
                && !response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true);
        return HttpUtil.isKeepAlive(response) && !endedByClose;
    }

    static List<Header> list(HttpHeaders headers) {
        var list = new ArrayList<Header>(headers.size());
        for (var fields = headers.iteratorCharSequence(); fields.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            list.add(new Header(field.getKey().toString(), field.getValue().toString()));
        }
        return list;
    }
}
