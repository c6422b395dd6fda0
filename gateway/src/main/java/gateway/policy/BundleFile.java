// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import gateway.keys.VerifyingKey;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.RefusedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import policy.dsl.source.SourceSet;
import policy.runtime.request.Vocabulary;

/// Reads a bundle, checks every byte of it, and compiles what is in it when asked. For one thread.
final class BundleFile implements Supplier<Draft> {

    private final Path file;
    private final List<VerifyingKey> trusted;
    private final DraftCompiler compiler;
    private Optional<Seen> seen = Optional.empty();

    /// A file that is the same by all this is read twice and then no more, for this is asked every few seconds.
    /// Once would not do: a file system's times may be too coarse to show a write during the first reading.
    private record Stamp(@Nullable Object key, long bytes, FileTime changed) {}

    private record Seen(Stamp stamp, Draft draft, boolean twice) {}

    /// @param trusted of which one must have signed it
    BundleFile(Path file, List<VerifyingKey> trusted, Vocabulary vocabulary) {
        this.file = file;
        this.trusted = List.copyOf(trusted);
        this.compiler = new DraftCompiler(vocabulary);
    }

    @Override
    public Draft get() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return refused("absent", "it is not a file");
            }
            // Before the content: what is replaced in between looks like another file next time.
            var stamp = new Stamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
            Optional<Seen> known = seen.filter(last -> last.stamp().equals(stamp));
            if (known.filter(Seen::twice).isPresent()) {
                return known.get().draft();
            }
            var now = new Seen(stamp, read(stamp), known.isPresent());
            seen = Optional.of(now);
            return now.draft();
        } catch (NoSuchFileException gone) {
            return refused("absent", "it is not there");
        } catch (IOException e) {
            return refused("unreadable", "it cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Draft read(Stamp stamp) throws IOException {
        try {
            Bundle bundle = Bundle.read(file, trusted);
            return new Draft(bundle.digest(), () -> compile(bundle));
        } catch (RefusedBundle refused) {
            return refused("refused " + stamp, String.valueOf(refused.getMessage()));
        }
    }

    private Draft refused(String fingerprint, String because) {
        return Draft.refused(fingerprint, "the bundle %s is refused: %s".formatted(file, because));
    }

    private Draft.Result compile(Bundle bundle) {
        Draft.Result result = compiler.compile(SourceSet.of(bundle.files()), Optional.of(Release.of(bundle)));
        boolean asSigned = !(result instanceof Draft.Result.Good good)
                || good.policies().revision().equals(bundle.statement().revision());
        return asSigned
                ? result
                : Draft.Result.Broken.of("the bundle %s is refused: it holds files that no list names".formatted(file));
    }
}
