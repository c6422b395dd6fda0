// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A body as text, or why there is none. A text is what every target reads too: no content coding, a
/// character set that is known, and not one octet that had to be guessed.
public sealed interface BodyText {

    record Decoded(String text) implements BodyText {}

    /// @param because in words for the blocked person
    record Unreadable(String because) implements BodyText {}

    static BodyText of(HttpMessage message) {
        return switch (message.body()) {
            case HttpMessage.Body.None _ -> new Decoded("");
            case HttpMessage.Body.Unread unread -> new Unreadable(unread.because());
            case HttpMessage.Body.Whole whole -> read(message, whole.bytes());
        };
    }

    private static BodyText read(HttpMessage message, byte[] bytes) {
        if (bytes.length == 0) {
            return new Decoded("");
        }
        for (String coding : message.headers("content-encoding")) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return new Unreadable("the body is compressed or encoded (Content-Encoding)");
            }
        }
        return switch (MediaType.of(message)) {
            case MediaType.Unclear unclear -> new Unreadable(unclear.because());
            case MediaType.None _ -> decode(bytes, StandardCharsets.UTF_8);
            case MediaType.Named named ->
                charset(named.charset())
                        .map(charset -> decode(bytes, charset))
                        .orElseGet(() -> new Unreadable("the body is in a character set that is not read"));
        };
    }

    private static Optional<Charset> charset(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "utf-8", "utf8" -> Optional.of(StandardCharsets.UTF_8);
            case "us-ascii", "ascii" -> Optional.of(StandardCharsets.US_ASCII);
            case "iso-8859-1", "latin1" -> Optional.of(StandardCharsets.ISO_8859_1);
            default -> Optional.empty();
        };
    }

    private static BodyText decode(byte[] bytes, Charset charset) {
        Optional<String> text = strict(bytes, charset);
        if (text.isEmpty()) {
            return new Unreadable("the body is not text in " + charset.name());
        }
        return text.get().chars().anyMatch(BodyText::binary)
                ? new Unreadable("the body is binary")
                : new Decoded(text.get());
    }

    /// Control characters no text has: all of C0 but tab, line feed, form feed and carriage return.
    private static boolean binary(int c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r';
    }

    /// The text these octets are in UTF-8; empty if they are not UTF-8.
    public static Optional<String> utf8(byte[] bytes) {
        return strict(bytes, StandardCharsets.UTF_8);
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
