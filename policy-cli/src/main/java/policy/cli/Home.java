// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.nio.file.Path;

/// Where the launcher lies, and what hpol keeps beside it.
final class Home {

    private Home() {}

    /// The demo's folder, which git ignores.
    static Path demo() {
        return Path.of(System.getProperty("hpol.home", "."), ".hpol", "demo").normalize();
    }
}
