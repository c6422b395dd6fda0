// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Hides a target's credential in what it sends back: many programs echo the request they got, and
/// then a caller would read what the gateway keeps from it. Each byte of it becomes a star, so that
/// lengths stay true and a reply need not wait for anything but the rest of what may be the credential. Works
/// on bytes, whatever the reply is made of. Not for several threads at once.
final class CredentialMask implements BodyTransform {

    private static final byte[] NOTHING = new byte[0];

    private final TargetCredentials credentials;
    private byte[] held = NOTHING;
    private int times;

    CredentialMask(TargetCredentials credentials) {
        this.credentials = credentials;
    }

    /// How often it was hidden so far.
    int times() {
        return times;
    }

    /// The value of a header field without it.
    String hide(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int before = times;
        look(bytes, true);
        return times == before ? value : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] push(byte[] chunk) {
        byte[] text = held.length == 0 ? chunk : join(held, chunk);
        int decided = look(text, false);
        held = decided == text.length ? NOTHING : Arrays.copyOfRange(text, decided, text.length);
        return decided == text.length ? text : Arrays.copyOf(text, decided);
    }

    @Override
    public byte[] finish() {
        byte[] rest = held;
        held = NOTHING;
        look(rest, true);
        return rest;
    }

    /// Puts stars where the credential stands.
    ///
    /// @return up to where all is decided
    private int look(byte[] text, boolean complete) {
        int at = 0;
        while (at < text.length) {
            int end = credentials.mayBegin(text[at]) ? credentials.match(text, at, complete) : Spellings.NO_MATCH;
            if (end == Spellings.UNDECIDED) {
                return at;
            }
            if (end == Spellings.NO_MATCH) {
                at++;
            } else {
                Arrays.fill(text, at, end, (byte) '*');
                times++;
                at = end;
            }
        }
        return at;
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
