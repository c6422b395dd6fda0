// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import policy.dsl.diagnostic.Diagnostic;

/// Names for mistakes by which two runs are compared: the same as long as the code, the file and the words of the line
/// stay, wherever the line moves. Of equal ones, the first, second and so on are told apart.
final class Fingerprints {

    private static final int DIGITS = 32;

    private final Map<String, Integer> seen = new HashMap<>();

    /// @param file as it is shown
    String of(Diagnostic diagnostic, String file) {
        String text = diagnostic.primary().span().source().text();
        int at = diagnostic.primary().span().start();
        int end = text.indexOf('\n', at);
        String line = text.substring(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length() : end);
        String same = hash(diagnostic.code() + "\n" + file + "\n"
                + line.replaceAll("\\s+", " ").strip());
        return same + ":" + seen.merge(same, 1, Integer::sum);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
