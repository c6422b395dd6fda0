// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.source.Source;
import policy.protocols.Protocols;

/// An `hpol` block of a page of the documentation.
///
/// @param place the page and the line of its opening fence
/// @param code what the block must show; empty if it must compile
/// @param end offset in the page behind its closing fence
record Snippet(String place, String code, String text, int end) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```hpol(?: fails ([A-Z]\\d+))?\\n(.*?)^```\\n");

    /// All of a page, in order.
    static List<Snippet> of(Path page, Path root) {
        String text = read(page);
        return BLOCK.matcher(text)
                .results()
                .map(block -> of(root.relativize(page) + ":" + line(text, block.start()), block))
                .toList();
    }

    private static Snippet of(String place, MatchResult block) {
        String code = block.group(1) == null ? "" : block.group(1);
        return new Snippet(place, code, block.group(2), block.end());
    }

    private static long line(String text, int offset) {
        return text.substring(0, offset).lines().count() + 1;
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean fails() {
        return !code.isEmpty();
    }

    Compilation compile() {
        return new Compiler(Protocols.vocabulary()).compile(List.of(new Source("page.hpol", text)));
    }

    @Override
    public String toString() {
        return fails() ? place + " fails " + code : place;
    }
}
