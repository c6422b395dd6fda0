// SPDX-License-Identifier: Apache-2.0
package policy.runtime.revision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/// The name of a policy set for ever: SHA-256 over its canonical content.
///
/// @param hash 64 lower-case hexadecimal digits
public record Revision(String hash) {

    private static final int SHOWN_DIGITS = 12;

    public Revision {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + hash);
        }
    }

    /// The revision of files given by path relative to the policy directory (with `/`) and content. Each path
    /// and each content is preceded by its length, so no two different sets share an encoding.
    public static Revision of(SortedMap<String, byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] path = file.getKey().getBytes(StandardCharsets.UTF_8);
                digest.update((path.length + ":" + file.getValue().length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(path);
                digest.update(file.getValue());
            }
            return new Revision(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// The first digits, enough for people to tell revisions apart.
    public String abbreviated() {
        return hash.substring(0, SHOWN_DIGITS);
    }
}
