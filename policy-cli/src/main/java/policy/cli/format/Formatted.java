// SPDX-License-Identifier: Apache-2.0
package policy.cli.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.format.Formatter;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.dsl.source.Span;

/// One file and what it should be.
///
/// @param file where it is; standard input is nowhere
/// @param before its bytes
/// @param after its text in the one format; nothing if it cannot be formatted, and then the diagnostics say why
public record Formatted(
        Source source, Optional<Path> file, byte[] before, Optional<String> after, List<Diagnostic> diagnostics) {

    public Formatted {
        diagnostics = List.copyOf(diagnostics);
    }

    static Formatted of(Source source, Optional<Path> file, byte[] before) {
        Parsed parsed = Parser.parse(source);
        Optional<String> after = Formatter.format(parsed);
        if (after.isEmpty()) {
            return new Formatted(source, file, before, after, parsed.diagnostics());
        }
        return after.get().getBytes(StandardCharsets.UTF_8).length > SourceSet.MAX_FILE_BYTES
                ? new Formatted(source, file, before, Optional.empty(), List.of(tooLong(source)))
                : new Formatted(source, file, before, after, List.of());
    }

    private static Diagnostic tooLong(Source source) {
        return Diagnostic.of(
                Code.P001,
                "formatted, this file is longer than the " + SourceSet.MAX_FILE_BYTES + " bytes a policy file may have",
                new Span(source, 0, 0),
                "",
                "split it into several files of the same policy");
    }

    /// As it was, byte order mark included.
    public String textBefore() {
        return new String(before, StandardCharsets.UTF_8);
    }

    public boolean changes() {
        return after.filter(text -> !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), before))
                .isPresent();
    }

    /// Puts the formatted text in the file's place.
    public void write() throws IOException {
        if (file.isPresent() && after.isPresent()) {
            Replacement.of(file.get(), before, after.get().getBytes(StandardCharsets.UTF_8));
        }
    }
}
