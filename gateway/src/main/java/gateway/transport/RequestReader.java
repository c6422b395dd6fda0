// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.function.IntPredicate;

/// From Netty's view of a request to ours. Whatever two readers could read in two ways is malformed.
final class RequestReader {

    private static final int LONGEST_METHOD = 20;

    /// Fits a `long`, whatever the digits.
    private static final int LONGEST_LENGTH = 18;

    private static final String HOST_MARKS = "._~%!$&'()*+,;=:[]-";

    private RequestReader() {}

    static Arrival read(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return new Arrival.Malformed(undecoded(request.decoderResult().cause()));
        }
        if (!isMethod(request.method().name())) {
            return new Arrival.Malformed("The method is not a word of capital letters.");
        }
        if (!isPath(request.uri())) {
            return new Arrival.Malformed("The request target is not a path of printable ASCII that begins with `/`.");
        }
        boolean oneDotZero = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!oneDotZero && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return new Arrival.Malformed("The version is neither HTTP/1.1 nor HTTP/1.0.");
        }
        return fields(request, oneDotZero);
    }

    private static Arrival fields(HttpRequest request, boolean oneDotZero) {
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && !oneDotZero) || (!hosts.isEmpty() && !isHost(hosts.getFirst()))) {
            return new Arrival.Malformed("There must be exactly one valid Host header.");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (lengths.size() + codings.size() > 1) {
            return new Arrival.Malformed("The body's length is told more than once.");
        }
        if (!codings.isEmpty() && (oneDotZero || !codings.getFirst().equalsIgnoreCase("chunked"))) {
            return new Arrival.Malformed("Transfer-Encoding may only be `chunked`, and only in HTTP/1.1.");
        }
        if (!lengths.isEmpty() && !isLength(lengths.getFirst())) {
            return new Arrival.Malformed("Content-Length is not a number.");
        }
        List<String> expected = headers.getAll(HttpHeaderNames.EXPECT);
        if (!expected.stream().allMatch(expectation -> expectation.equalsIgnoreCase("100-continue"))) {
            return new Arrival.Malformed("Only `100-continue` can be expected.");
        }
        Framing framing = !codings.isEmpty()
                ? Framing.Open.OPEN
                : lengths.isEmpty() ? Framing.None.NONE : new Framing.Length(Long.parseLong(lengths.getFirst()));
        return new Arrival.Request(new RequestHead(
                request.method().name(), request.uri(), oneDotZero, ReplyReader.list(headers), framing));
    }

    private static boolean isMethod(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_METHOD && allOf(text, c -> c >= 'A' && c <= 'Z');
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") && allOf(text, c -> c > ' ' && c <= '~' && c != '#');
    }

    private static boolean isLength(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_LENGTH && allOf(text, c -> c >= '0' && c <= '9');
    }

    private static boolean isHost(String text) {
        return allOf(
                text,
                c -> (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || HOST_MARKS.indexOf(c) >= 0);
    }

    private static boolean allOf(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String undecoded(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> "The request line is too long.";
            case TooLongHttpHeaderException header -> "The headers are too long.";
            default -> "This is not well-formed HTTP/1.1.";
        };
    }
}
