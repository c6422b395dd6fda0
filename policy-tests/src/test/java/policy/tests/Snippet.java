// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// An `hpol` block of a page of the documentation.
///
/// Files it needs stand before it on the page, each in a block that names it: a data file as in `csv people.csv`,
/// another policy file as in `hpol people.hpol`. Of two with one name the nearer one counts.
///
/// @param place the page and the line of its opening fence
/// @param code what the block must show; empty if it must compile
/// @param files what stands before it, by name
/// @param end offset in the page behind its closing fence
record Snippet(String place, String code, String text, SortedMap<String, String> files, int end) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```hpol(?: fails ([A-Z]\\d+))?\\n(.*?)^```\\n");

    private static final Pattern FILE =
            Pattern.compile("(?ms)^```(?:hpol|csv|json|text) ([\\w/.-]+\\.(?:hpol|csv|json|txt))\\n(.*?)^```\\n");

    /// All of a page, in order.
    static List<Snippet> of(Path page, Path root) {
        String text = read(page);
        return BLOCK.matcher(text)
                .results()
                .map(block -> of(root.relativize(page) + ":" + line(text, block.start()), block, text))
                .toList();
    }

    private static Snippet of(String place, MatchResult block, String page) {
        String code = block.group(1) == null ? "" : block.group(1);
        var files = new TreeMap<String, String>();
        FILE.matcher(page.substring(0, block.start()))
                .results()
                .forEach(file -> files.put(file.group(1), file.group(2)));
        return new Snippet(place, code, block.group(2), files, block.end());
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
        var sources = new ArrayList<>(List.of(new Source("page.hpol", text)));
        var data = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> {
            if (name.endsWith(".hpol")) {
                sources.add(new Source(name, content));
            } else {
                data.put(name, content.getBytes(StandardCharsets.UTF_8));
            }
        });
        return new Compiler(Protocols.vocabulary()).compile(SourceSet.of(sources, data));
    }

    @Override
    public String toString() {
        return fails() ? place + " fails " + code : place;
    }
}
