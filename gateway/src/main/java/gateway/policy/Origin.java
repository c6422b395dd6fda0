// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import gateway.keys.VerifyingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import policy.runtime.request.Vocabulary;

/// Where policies come from.
///
/// @param name what records call it
/// @param watched the directory in which changes are noticed
/// @param depth how many directories below it are looked into
/// @param reader reads what is there now
public record Origin(String name, Path watched, int depth, Supplier<Draft> reader) {

    /// Directories within directories that are watched; deeper ones hold no policy.
    private static final int MAX_DEPTH = 32;

    /// A directory or a bundle, whichever is there. Where signatures are required it is a bundle, whatever is
    /// there: what was one when the configuration was checked may be a directory by now.
    ///
    /// @param trusted of which one must have signed a bundle
    public static Origin of(Path path, boolean requireSignature, List<VerifyingKey> trusted, Vocabulary vocabulary) {
        return Files.isDirectory(path) && !requireSignature
                ? directory(path, vocabulary)
                : bundle(path, trusted, vocabulary);
    }

    /// The `.hpol` files of a directory.
    public static Origin directory(Path directory, Vocabulary vocabulary) {
        return new Origin("policy directory", directory, MAX_DEPTH, new CompiledFiles(directory, vocabulary));
    }

    /// A bundle that one of these keys signed. Replaced by renaming, so its directory is what is watched.
    public static Origin bundle(Path file, List<VerifyingKey> trusted, Vocabulary vocabulary) {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        return new Origin("bundle", directory, 1, new BundleFile(file, trusted, vocabulary));
    }
}
