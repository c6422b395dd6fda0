// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import gateway.keys.SigningKey;
import gateway.policy.bundle.Statement.Rollback;
import gateway.policy.bundle.Statement.RuleLine;
import gateway.policy.bundle.Statement.TestLine;
import gateway.policy.bundle.Statement.Tests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import policy.runtime.revision.Revision;

/// Bundles to try things on.
public final class Samples {

    public static final SigningKey KEY = SigningKey.generate();

    static final Map<String, byte[]> FILES =
            Map.of("shop.hpol", bytes("policy shop\n"), "lists/banned.txt", bytes("eve\n"), "empty.hpol", bytes(""));

    private Samples() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Statement statement() {
        return statement(FILES, 7, Optional.of(new Rollback(3, "it blocked everybody")));
    }

    public static Statement statement(Map<String, byte[]> files, long sequence, Optional<Rollback> rollback) {
        return new Statement(
                Statement.digests(files),
                Revision.of(files),
                sequence,
                List.of("shop"),
                List.of(new RuleLine("shop.banned", "deny", true, "http", "shop.hpol:3:1")),
                new TreeMap<>(Map.of("http", Revision.digest(bytes("http")))),
                new TreeMap<>(Map.of("policy_file_bytes", 1L << 20)),
                new Tests(true, List.of(new TestLine("shop", "\u00e9ve is \"out\"", "shop.hpol:9:1", true))),
                rollback,
                "hpol test");
    }

    public static byte[] bundle() {
        return Bundle.write(statement(), FILES, KEY);
    }
}
