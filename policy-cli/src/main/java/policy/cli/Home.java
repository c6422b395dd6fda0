// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the launcher lies, and what hpol keeps beside it.
final class Home {

    private Home() {}

    /// The pages of the error codes, as a URI that ends in `/`; nothing where they are not beside the launcher.
    static Optional<String> pages() {
        Path pages = Path.of(System.getProperty("hpol.home", "."), "docs", "errors")
                .toAbsolutePath()
                .normalize();
        return Files.isDirectory(pages) ? Optional.of(pages.toUri().toASCIIString()) : Optional.empty();
    }

    /// The demo's folder, which git ignores.
    static Path demo() {
        return Path.of(System.getProperty("hpol.home", "."), ".hpol", "demo").normalize();
    }
}
