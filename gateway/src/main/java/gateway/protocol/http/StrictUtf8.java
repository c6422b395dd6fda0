// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Failure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import policy.runtime.decision.DenialCode;

/// Decodes UTF-8 that arrives in chunks; a character may be cut anywhere. Bytes that are not UTF-8 are refused, not
/// replaced: what a lenient client would read out of them cannot be known.
final class StrictUtf8 {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    /// The beginning of a character whose end has not arrived; 3 bytes at most.
    private ByteBuffer begun = NOTHING;

    /// @throws Failure G114
    String decode(byte[] chunk) {
        ByteBuffer in = begun.hasRemaining() ? joined(chunk) : ByteBuffer.wrap(chunk);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CoderResult result = decoder.decode(in, out, false);
        if (result.isError()) {
            throw notUtf8();
        }
        begun = in.hasRemaining() ? ByteBuffer.allocate(in.remaining()).put(in).flip() : NOTHING;
        return out.flip().toString();
    }

    /// @throws Failure G114 if the last character is cut off
    void finish() {
        if (begun.hasRemaining()) {
            throw notUtf8();
        }
    }

    private ByteBuffer joined(byte[] chunk) {
        return ByteBuffer.allocate(begun.remaining() + chunk.length)
                .put(begun)
                .put(chunk)
                .flip();
    }

    private static Failure notUtf8() {
        return new Failure(DenialCode.G114, "The reply is not valid UTF-8, so it cannot be masked.");
    }
}
