// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import policy.compiler.condition.Term;
import policy.compiler.condition.Wording;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;

/// Whose budget a request counts against: the values a `limit` rule counts apart, as one text. Different values never
/// give the same text.
final class Budget {

    /// Longer keys are replaced by their hash: a value may be as long as the request.
    private static final int LONGEST_KEY = 256;

    /// All requests whose value is missing share one budget, and all whose value cannot be told another. So nobody
    /// gets a budget of their own by sending what cannot be read.
    private static final String ABSENT = "absent";

    private static final String UNDETERMINED = "undetermined";

    private Budget() {}

    static String key(List<Term> by, AccessRequest request) {
        String key = by.stream()
                .map(term -> term.shown() + " = " + text(term.in(request)))
                .collect(Collectors.joining(", "));
        return key.length() > LONGEST_KEY ? "sha256:" + hash(key) : key;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Wording.quoted(text);
            case Value.Int(long number) -> Long.toString(number);
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Address(InetAddress address) -> address.getHostAddress();
            // In one order and each once, so that none gets another budget by naming the same differently.
            case Value.Many(List<Value> items) ->
                items.stream().map(Budget::text).sorted().distinct().collect(Collectors.joining(", ", "[", "]"));
            case Value.Absent _ -> ABSENT;
            case Value.Undetermined _, Value.Fields _ -> UNDETERMINED;
        };
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
