// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// A shown file name as a URI: relative to the working directory if it lies below it, otherwise a whole `file:` URI.
final class FileUri {

    private FileUri() {}

    static boolean isRelative(String file) {
        Path path = Path.of(file);
        return !path.isAbsolute() && !path.startsWith("..");
    }

    static String of(String file) {
        if (!isRelative(file)) {
            return Path.of(file).toAbsolutePath().normalize().toUri().toASCIIString();
        }
        try {
            // As an absolute path, because in a relative one a colon would end a scheme.
            String path = new URI(null, null, "/" + file, null).toASCIIString();
            return path.substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new AssertionError("every absolute path is a URI", e);
        }
    }
}
