// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/// Files as editors name them.
public final class Uris {

    private static final String FILE = "file";

    private Uris() {}

    /// The file of a `file:` URI; nothing for what is in no file yet, or is somewhere else.
    public static Optional<Path> path(String uri) {
        try {
            URI parsed = URI.create(uri);
            return FILE.equals(parsed.getScheme())
                    ? Optional.of(Path.of(parsed).toAbsolutePath().normalize())
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return Optional.empty();
        }
    }

    public static String of(Path path) {
        return path.toUri().toASCIIString();
    }
}
