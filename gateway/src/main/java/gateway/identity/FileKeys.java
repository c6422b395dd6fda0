// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Keys in a file, which whoever rotates them replaces.
public record FileKeys(Path path) implements KeyOrigin {

    static final int MAX_BYTES = 1 << 20;

    @Override
    public String fetch() throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(path + " is over 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public Duration readAgainAfter() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration atMostEvery() {
        return Duration.ofSeconds(1);
    }
}
