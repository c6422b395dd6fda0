// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.nio.file.Path;

/// Where hpol was called: the place from which files are named, however they were given.
final class WorkingDirectory {

    private WorkingDirectory() {}

    /// The path from here. One that shares only the root with this directory stays absolute, because a row of `..`
    /// tells nobody anything.
    static Path seen(Path path) {
        return seen(path, Path.of(""));
    }

    static Path seen(Path path, Path from) {
        Path here = from.toAbsolutePath().normalize();
        Path there = path.toAbsolutePath().normalize();
        boolean shareNothing = here.getNameCount() > 0
                && there.getNameCount() > 0
                && !here.getName(0).equals(there.getName(0));
        if (shareNothing) {
            return there;
        }
        Path seen = here.relativize(there);
        return seen.toString().isEmpty() ? Path.of(".") : seen;
    }
}
