// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.exchange.Failure;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Sends bodies through transforms, cut in every way.
public final class Bodies {

    private Bodies() {}

    /// The result, which must be the same whole, byte by byte, and for every cut in two.
    public static String through(Supplier<BodyTransform> transforms, String body) {
        return through(transforms, body.getBytes(UTF_8));
    }

    public static String through(Supplier<BodyTransform> transforms, byte[] body) {
        String whole = pieces(transforms.get(), body, body.length);
        assertThat(pieces(transforms.get(), body, 1)).as("byte by byte").isEqualTo(whole);
        for (int cut = 1; cut < body.length; cut++) {
            BodyTransform transform = transforms.get();
            var out = new ByteArrayOutputStream();
            out.writeBytes(transform.push(Arrays.copyOf(body, cut)));
            out.writeBytes(transform.push(Arrays.copyOfRange(body, cut, body.length)));
            out.writeBytes(transform.finish());
            assertThat(out.toString(UTF_8)).as("cut at %d", cut).isEqualTo(whole);
        }
        return whole;
    }

    /// Expects a refusal, however the body is cut.
    public static void refused(Supplier<BodyTransform> transforms, byte[] body) {
        for (int size : new int[] {1, 2, Math.max(1, body.length)}) {
            assertThatThrownBy(() -> pieces(transforms.get(), body, size))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.reason().code()).isEqualTo(DenialCode.G114));
        }
    }

    public static String pieces(BodyTransform transform, byte[] body, int size) {
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            out.writeBytes(transform.push(Arrays.copyOfRange(body, at, Math.min(body.length, at + size))));
        }
        out.writeBytes(transform.finish());
        return out.toString(UTF_8);
    }

    /// A mask that hides `SECRET`, and holds back what may become one.
    public static TextMask secretMask() {
        return new SecretMask();
    }

    private static final class SecretMask implements TextMask {

        private static final String SECRET = "SECRET";

        private final StringBuilder held = new StringBuilder();
        private int count;

        @Override
        public String push(CharSequence piece) {
            held.append(piece);
            return release(false);
        }

        @Override
        public String finish() {
            return release(true);
        }

        private String release(boolean complete) {
            var out = new StringBuilder();
            int at = 0;
            while (at < held.length()) {
                String rest = held.substring(at, Math.min(held.length(), at + SECRET.length()));
                if (rest.equals(SECRET)) {
                    out.append("[secret]");
                    count++;
                    at += SECRET.length();
                } else if (!complete && (SECRET.startsWith(rest) || halfPair(rest))) {
                    break;
                } else {
                    out.append(rest.charAt(0));
                    at++;
                }
            }
            held.delete(0, at);
            return out.toString();
        }

        private static boolean halfPair(String rest) {
            return rest.length() == 1 && Character.isHighSurrogate(rest.charAt(0));
        }

        @Override
        public Map<String, Integer> counts() {
            return count == 0 ? Map.of() : Map.of("secret", count);
        }
    }
}
