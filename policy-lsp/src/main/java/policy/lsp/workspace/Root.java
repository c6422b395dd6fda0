// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.nio.file.Path;
import java.util.Optional;

/// Where a policy set is.
public sealed interface Root {

    /// All `.hpol` files below a directory.
    record Directory(Path path) implements Root {

        private static final String SUFFIX = ".hpol";
        private static final String BUILD_OUTPUT = "target";

        /// The name of a file in this policy set; nothing if it does not belong to it, by the rule of
        /// [policy.dsl.source.SourceSet#read(Path)].
        Optional<String> name(Path file) {
            if (!file.startsWith(path) || !file.toString().endsWith(SUFFIX)) {
                return Optional.empty();
            }
            Path relative = path.relativize(file);
            for (Path part : relative) {
                String name = part.toString();
                boolean directory = !part.equals(relative.getFileName());
                if (name.startsWith(".") || (directory && name.equals(BUILD_OUTPUT))) {
                    return Optional.empty();
                }
            }
            return Optional.of(relative.toString().replace('\\', '/'));
        }
    }

    /// A document that is in none of the directories: a policy set of its own.
    record Alone(String uri) implements Root {

        /// The last part of its URI.
        String name() {
            return uri.substring(uri.lastIndexOf('/') + 1);
        }
    }
}
