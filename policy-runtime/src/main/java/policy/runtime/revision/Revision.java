// SPDX-License-Identifier: Apache-2.0
package policy.runtime.revision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

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

    /// The revision of files given by path relative to the policy directory (with `/`) and canonical content.
    ///
    /// It is the SHA-256 of one line for each, `digest  path`, in the order of the paths' bytes. That is what
    /// `sha256sum` prints of them, so anybody can compute it, and no two different sets share a listing.
    ///
    /// @throws IllegalArgumentException if a path holds a line end
    public static Revision of(Map<String, byte[]> files) {
        var listing = new StringBuilder();
        files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Revision::byBytes))
                .forEach(file -> listing.append(line(file.getKey(), digest(file.getValue()))));
        return new Revision(digest(listing.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// The order of paths in a listing: that of their bytes in UTF-8.
    public static int byBytes(String path, String other) {
        return Arrays.compareUnsigned(path.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /// SHA-256 in lower-case hex.
    public static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String line(String path, String digest) {
        if (path.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a path with a line end has no place in a listing");
        }
        return digest + "  " + path + "\n";
    }

    /// The first digits, enough for people to tell revisions apart.
    public String abbreviated() {
        return hash.substring(0, SHOWN_DIGITS);
    }
}
