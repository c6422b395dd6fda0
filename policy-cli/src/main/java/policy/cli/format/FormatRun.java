// SPDX-License-Identifier: Apache-2.0
package policy.cli.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.NoSources;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// The policy files of one path, each formatted for itself: neither names nor types matter here.
///
/// @param shown what to call a source of this name
/// @param unread what is said of the files that could not be read
public record FormatRun(UnaryOperator<String> shown, List<Formatted> files, List<Diagnostic> unread) {

    public FormatRun {
        files = List.copyOf(files);
        unread = List.copyOf(unread);
    }

    /// All `.hpol` files of a directory, or one file.
    ///
    /// @param seen the path as it is to be shown
    /// @param read files that were read already, and are left out; those that are read now are added
    public static FormatRun of(Path path, Path seen, Set<Path> read) throws NoSources, IOException {
        boolean directory = Files.isDirectory(path);
        SourceSet set = SourceSet.read(path);
        var files = new ArrayList<Formatted>();
        for (Source source : set.sources()) {
            Path file = directory ? path.resolve(source.name()) : path;
            if (read.add(file.toRealPath())) {
                files.add(Formatted.of(source, Optional.of(file), bytes(set, source)));
            }
        }
        UnaryOperator<String> shown = name -> (directory ? seen.resolve(name).normalize() : seen).toString();
        return new FormatRun(shown, files, set.diagnostics());
    }

    /// What was read from standard input.
    public static FormatRun of(SourceSet input) {
        List<Formatted> files = input.sources().stream()
                .map(source -> Formatted.of(source, Optional.empty(), bytes(input, source)))
                .toList();
        return new FormatRun(UnaryOperator.identity(), files, input.diagnostics());
    }

    private static byte[] bytes(SourceSet set, Source source) {
        return Objects.requireNonNull(set.files().get(source.name()), "a source has bytes");
    }

    /// Those that are not in the one format.
    public List<Formatted> changing() {
        return files.stream().filter(Formatted::changes).toList();
    }

    /// What stands in the way of formatting.
    public List<Diagnostic> diagnostics() {
        return Stream.concat(files.stream().flatMap(file -> file.diagnostics().stream()), unread.stream())
                .toList();
    }

    /// As it is to be shown.
    public String name(Formatted file) {
        return shown.apply(file.source().name());
    }
}
