// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import policy.cli.diff.Git.Entry;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// Turns what is written for a side into the policies there: a directory that exists, or a revision of git.
///
/// `REVISION:PATH` is git's own way to write it: the path is from the root of the repository. A revision alone is
/// taken at one path for both sides.
final class Revisions {

    private static final int MOST_FILES = 20 * SourceSet.MAX_FILES;

    /// No name of a revision begins like an option, or has what cannot be seen; the longest names are paths.
    private static final Pattern REVISION = Pattern.compile("[^-\\s\\p{C}][^\\s\\p{C}]{0,1000}");

    private final Path path;
    private final UnaryOperator<Path> shown;

    /// @param path where policies are in revisions that do not say it, from the working directory
    /// @param shown a path as it is to be shown
    Revisions(Path path, UnaryOperator<Path> shown) {
        this.path = path;
        this.shown = shown;
    }

    /// Whether it is a directory or file to be read as it is now. What has a colon is a revision.
    static boolean isPath(String written) {
        return written.indexOf(':') < 0 && Files.exists(Path.of(written));
    }

    /// @throws NoSources if there is no such thing
    Side side(String written) throws NoSources, IOException {
        if (!REVISION.matcher(written).matches()) {
            throw new NoSources("`" + written + "` is neither a directory nor the name of a revision");
        }
        return isPath(written) ? Side.of(Path.of(written), shown.apply(Path.of(written))) : revision(written);
    }

    private Side revision(String written) throws NoSources, IOException {
        int colon = written.indexOf(':');
        String name = colon < 0 ? written : written.substring(0, colon);
        // A directory that is gone is looked for from here.
        boolean there = Files.isDirectory(path);
        var git = new Git(there ? path : Path.of(""));
        String prefix = git.line("rev-parse", "--show-prefix")
                .orElseThrow(() -> new NoSources(
                        "`" + written + "` is no directory, and no revision: this is not in a git repository"));
        String tree = verified(git, name + "^{tree}")
                .orElseThrow(() ->
                        new NoSources("`" + name + "` is neither a directory nor a revision that git knows here"));
        String below = colon >= 0 ? written.substring(colon + 1) : there ? prefix : below(prefix, written);
        below = below.replaceFirst("/$", "");
        String commit = verified(git, "--short=12", name + "^{commit}")
                .map(id -> " (" + id + ")")
                .orElse("");
        String label = name + (below.isEmpty() ? "" : ":" + below) + commit;
        Optional<String> object = below.isEmpty() ? Optional.of(tree) : verified(git, tree + ":" + below);
        return object.isPresent() ? read(git, object.get(), below, label) : Side.empty(label);
    }

    private static Optional<String> verified(Git git, String... what) throws NoSources, IOException {
        var arguments = new ArrayList<>(List.of("rev-parse", "--verify", "--quiet"));
        arguments.addAll(List.of(what));
        return git.line(arguments.toArray(String[]::new));
    }

    private String below(String prefix, String written) throws NoSources {
        String inside = Path.of(prefix).resolve(path).normalize().toString();
        if (path.isAbsolute() || inside.startsWith("..")) {
            throw new NoSources("`" + path + "` is not in the repository that `" + written + "` is looked for in");
        }
        return inside;
    }

    private static Side read(Git git, String object, String below, String label) throws NoSources, IOException {
        boolean file = git.line("cat-file", "-t", object).filter("blob"::equals).isPresent();
        String name = below.substring(below.lastIndexOf('/') + 1);
        List<Entry> entries = file ? List.of(new Entry("100644", object, 0, name)) : git.files(object, MOST_FILES);
        Extract extract = Extract.of(git, entries);
        try {
            return Side.of(
                    extract,
                    file ? extract.directory().resolve(name) : extract.directory(),
                    label,
                    one -> file ? below : below.isEmpty() ? one : below + "/" + one);
        } catch (NoSources | RuntimeException e) {
            extract.close();
            throw e;
        }
    }
}
