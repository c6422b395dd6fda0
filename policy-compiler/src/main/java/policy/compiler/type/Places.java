// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Arrays;
import java.util.stream.IntStream;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// Lines of one source, counted once: a file of ten thousand rules has ten thousand places.
final class Places {

    private final Source source;
    private final int[] lineStarts;

    Places(Source source) {
        this.source = source;
        String text = source.text();
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    /// What [Span#place] says.
    String of(Span span) {
        int found = Arrays.binarySearch(lineStarts, span.start());
        int line = found >= 0 ? found : -found - 2;
        int column = source.text().codePointCount(lineStarts[line], span.start()) + 1;
        return source.name() + ":" + (line + 1) + ":" + column;
    }
}
