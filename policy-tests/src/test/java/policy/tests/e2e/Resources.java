// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The files beside these tests.
final class Resources {

    private Resources() {}

    /// @param name below `e2e`
    static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Resources.class.getResourceAsStream("/e2e/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
