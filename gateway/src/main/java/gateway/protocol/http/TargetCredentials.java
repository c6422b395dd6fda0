// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import policy.protocols.http.HttpMessage.Header;

/// What a target knows the gateway by, and how to recognise it in what comes back.
final class TargetCredentials {

    /// Anything shorter also stands in texts by chance, and its stars would show where.
    static final int SHORTEST = 8;

    private static final String BASIC = "basic";

    private final List<Header> headers;
    private final List<Spellings> secrets;
    private final boolean[] starts = new boolean[1 << Byte.SIZE];

    /// @param headers that carry them
    TargetCredentials(List<Header> headers) {
        this.headers = List.copyOf(headers);
        this.secrets = headers.stream()
                .flatMap(header -> secrets(header.value().strip()).stream())
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .map(Spellings::new)
                .toList();
        for (int b = 0; b < starts.length; b++) {
            byte first = (byte) b;
            starts[b] = secrets.stream().anyMatch(secret -> secret.startsWith(first));
        }
    }

    List<Header> headers() {
        return headers;
    }

    /// Whether there is anything to be hidden in replies.
    boolean canBeEchoed() {
        return !secrets.isEmpty();
    }

    /// @return a new mask for one reply; empty if there is nothing to hide
    Optional<CredentialMask> mask() {
        return secrets.isEmpty() ? Optional.empty() : Optional.of(new CredentialMask(this));
    }

    /// Whether one of the secrets may begin with this byte. Most bytes of a reply are only asked this.
    boolean mayBegin(byte first) {
        return starts[first & 0xFF];
    }

    /// The longest of the secrets that begin here, as [Spellings#match] tells it.
    int match(byte[] text, int from, boolean complete) {
        int furthest = Spellings.NO_MATCH;
        for (Spellings secret : secrets) {
            if (secret.startsWith(text[from])) {
                int end = secret.match(text, from, text.length, complete);
                if (end == Spellings.UNDECIDED) {
                    return end;
                }
                furthest = Math.max(furthest, end);
            }
        }
        return furthest;
    }

    /// Of a value with a scheme what follows it, of several words each; of `Basic x` also the password in it.
    private static List<String> secrets(String value) {
        List<String> words = List.of(value.split("[ \t]+", -1));
        if (words.size() == 1) {
            return words;
        }
        var secrets = new ArrayList<>(words.subList(1, words.size()));
        if (words.getFirst().equalsIgnoreCase(BASIC)) {
            password(words.getLast()).ifPresent(secrets::add);
        }
        return secrets;
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// Without values, so that none gets into a log.
    @Override
    public String toString() {
        return headers.stream().map(Header::name).toList().toString();
    }
}
